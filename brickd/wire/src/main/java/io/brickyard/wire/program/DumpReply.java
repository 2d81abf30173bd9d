package io.brickyard.wire.program;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The programs that a server serves. A brick must not list the port map: clients would ask it for a port.
 *
 * @param gfsId 0
 * @param opRet -1 on error
 * @param opErrno why, if opRet is -1
 * @param programs what is served
 */
public record DumpReply(long gfsId, int opRet, int opErrno, List<Program> programs) implements Message {
    /**
     * A program in the list.
     *
     * @param name for people
     * @param number program number
     * @param version program version
     */
    public record Program(String name, long number, long version) {}

    static DumpReply decode(XdrReader in) {
        long gfsId = in.getLong();
        int opRet = in.getInt();
        int opErrno = in.getInt();
        List<Program> programs = new ArrayList<>();
        while (in.getBoolean()) {
            programs.add(new Program(in.getString(ProgramLimits.MAX_TEXT_BYTES), in.getLong(), in.getLong()));
        }
        return new DumpReply(gfsId, opRet, opErrno, programs);
    }

    @Override
    public void encode(XdrWriter out) {
        out.putLong(gfsId);
        out.putInt(opRet);
        out.putInt(opErrno);
        for (Program program : programs) {
            out.putBoolean(true);
            out.putString(program.name);
            out.putLong(program.number);
            out.putLong(program.version);
        }
        out.putBoolean(false);
    }

    /** Whether the list has a program in a version. */
    public boolean serves(long number, long version) {
        return programs.stream().anyMatch(program -> program.number == number && program.version == version);
    }
}

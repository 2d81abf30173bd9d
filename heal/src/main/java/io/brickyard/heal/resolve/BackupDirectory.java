package io.brickyard.heal.resolve;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.replica.OpenDirectory;
import io.brickyard.heal.replica.Replica;
import io.brickyard.heal.run.NameHeal;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Readlink;
import io.brickyard.wire.fop.ReadlinkReply;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.WireFd;

/**
 * A local directory with a directory for each copy: {@code copy.json} says what it was, {@code content} is a file's bytes,
 * {@code entries} has what was in a directory, numbered, since names may be anything.
 */
public final class BackupDirectory implements Losers {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int TARGET_BYTES = 4096;
    private static final JsonFactory JSON = new JsonFactory();

    private final Path directory;

    /** In a directory, which is made if it is missing. */
    public BackupDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public void keep(Replica replica, int brick, Gfid gfid, String path, boolean content) throws NotHealedException {
        try {
            Files.createDirectories(directory);
            Path copy = fresh(gfid + "-" + replica.spec().bricks().get(brick).name());
            keep(copy, replica, brick, gfid, path, content);
            sync(directory);
        } catch (IOException e) {
            throw new NotHealedException(Reason.NO_BACKUP, e.toString());
        }
    }

    private Path fresh(String name) throws IOException {
        int number = 0;
        Path copy = directory.resolve(name);
        while (Files.exists(copy)) {
            // kept by an earlier run
            copy = directory.resolve(name + "." + ++number);
        }
        return Files.createDirectory(copy);
    }

    private static void keep(Path copy, Replica replica, int brick, Gfid gfid, String path, boolean content)
            throws IOException, NotHealedException {
        Iatt stat = replica.askOne(brick, new Lookup(gfid, Gfid.NONE, 0, "", Dict.NULL), LookupReply.class)
                .needAll("LOOKUP").of(brick).stat();
        describe(copy.resolve("copy.json"), replica, brick, stat, path);
        if (content && stat.isRegularFile()) {
            content(copy.resolve("content"), replica, brick, stat);
        } else if (content && stat.isDirectory()) {
            entries(Files.createDirectory(copy.resolve("entries")), replica, brick, gfid, path);
        }
        sync(copy);
    }

    private static void entries(Path into, Replica replica, int brick, Gfid directory, String path)
            throws IOException, NotHealedException {
        List<String> names = new ArrayList<>();
        OpenDirectory.forEach(replica, brick, directory, names::addAll);
        int number = 0;
        for (String name : names) {
            Gfid gfid = replica.askOne(brick, new Lookup(Gfid.NONE, directory, 0, name, Dict.NULL), LookupReply.class)
                    .needAll("LOOKUP").of(brick).stat().gfid();
            keep(Files.createDirectory(into.resolve(String.valueOf(number++))), replica, brick, gfid,
                    NameHeal.child(path, name), true);
        }
        sync(into);
    }

    private static void describe(Path file, Replica replica, int brick, Iatt stat, String path)
            throws IOException, NotHealedException {
        Dict xattrs = replica.askOne(brick, new Getxattr(stat.gfid(), 0, "", Dict.NULL), XattrReply.class)
                .needAll("GETXATTR").of(brick).dict();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("path", path);
            json.writeStringField("gfid", stat.gfid().toString());
            json.writeStringField("brick", replica.spec().label(brick));
            json.writeStringField("mode", String.format("%06o", stat.mode()));
            json.writeNumberField("uid", stat.uid());
            json.writeNumberField("gid", stat.gid());
            json.writeNumberField("size", stat.size());
            json.writeStringField("device", (stat.rdev() >>> 32) + ":" + (stat.rdev() & 0xFFFF_FFFFL));
            json.writeStringField("atime", time(stat.atimeSec(), stat.atimeNanos()));
            json.writeStringField("mtime", time(stat.mtimeSec(), stat.mtimeNanos()));
            json.writeStringField("ctime", time(stat.ctimeSec(), stat.ctimeNanos()));
            if (stat.isSymlink()) {
                json.writeStringField("target", replica.askOne(brick,
                        new Readlink(stat.gfid(), TARGET_BYTES, Dict.NULL), ReadlinkReply.class).needAll("READLINK")
                        .of(brick).path());
            }
            json.writeObjectFieldStart("xattrs");
            for (int i = 0; i < xattrs.size(); i++) {
                json.writeStringField(xattrs.keyAt(i), HexFormat.of().formatHex(xattrs.valueAt(i).asBytes()));
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel, StandardCharsets.UTF_8.encode(text.append('\n').toString()), 0);
            channel.force(true);
        }
    }

    private static String time(long seconds, int nanos) {
        return String.format("%d.%09d", seconds, nanos);
    }

    private static void content(Path file, Replica replica, int brick, Iatt stat)
            throws IOException, NotHealedException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long offset = 0; offset < stat.size(); offset += CHUNK_BYTES) {
                ByteBuffer data = replica.askOne(brick,
                        new Read(stat.gfid(), WireFd.ANONYMOUS, offset, CHUNK_BYTES, 0, Dict.NULL), ReadReply.class)
                        .needAll("READ").of(brick).payload();
                // Zeros become a hole, but for the last, which gives the file its length.
                if (offset + CHUNK_BYTES >= stat.size() || !isZero(data)) {
                    write(channel, data, offset);
                }
            }
            if (channel.size() != stat.size()) {
                throw new NotHealedException(Reason.CHANGED, "a copy changed while it was kept aside");
            }
            channel.force(true);
        }
    }

    private static boolean isZero(ByteBuffer data) {
        for (int i = data.position(); i < data.limit(); i++) {
            if (data.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static void write(FileChannel channel, ByteBuffer data, long offset) throws IOException {
        long at = offset;
        while (data.hasRemaining()) {
            at += channel.write(data, at);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

package io.brickyard.posix;

import java.util.Arrays;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Where a directory's handle points, or shall.
 *
 * @param parent the parent directory
 * @param name the name there
 */
record Place(Gfid parent, String name) {
    private static final int GFID_TEXT = 36;
    private static final int PARENT_AT = "../../pp/qq/".length();
    private static final int NAME_AT = PARENT_AT + GFID_TEXT + 1;
    private static final int LONGEST = 511;

    /** The text of a directory's handle. */
    byte[] text() {
        String p = parent.toString();
        return WireText.encode("../../" + p.substring(0, 2) + "/" + p.substring(2, 4) + "/" + p + "/" + name);
    }

    /** From the text of a handle; null for any other text. */
    static @Nullable Place parse(byte[] text) {
        if (text.length <= NAME_AT || text.length > LONGEST) {
            return null;
        }
        try {
            Gfid parent = Gfid.parse(new String(text, PARENT_AT, GFID_TEXT, US_ASCII));
            Place place = new Place(parent, WireText.decode(text, NAME_AT, text.length - NAME_AT));
            return Arrays.equals(place.text(), text) && FileName.isPlain(place.name) ? place : null;
        } catch (IllegalArgumentException notAGfid) {
            return null;
        }
    }
}

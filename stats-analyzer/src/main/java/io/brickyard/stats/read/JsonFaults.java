package io.brickyard.stats.read;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;

/** Words for what a JSON parser stumbles over. */
final class JsonFaults {
    private JsonFaults() {
    }

    static InputException tooLarge(StreamConstraintsException fault) {
        return new InputException(lineOf(fault), "a name or value too long for an io-stats dump");
    }

    static InputException broken(StreamReadException fault) {
        String message = String.valueOf(fault.getOriginalMessage());
        return new InputException(lineOf(fault), "broken or truncated JSON: "
                + Numbers.shown(message.lines().findFirst().orElse("")));
    }

    private static int lineOf(JacksonException fault) {
        return fault.getLocation() == null ? 0 : Math.max(0, fault.getLocation().getLineNr());
    }
}

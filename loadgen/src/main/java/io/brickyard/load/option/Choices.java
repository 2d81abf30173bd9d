package io.brickyard.load.option;

import java.util.List;
import java.util.Set;

/** Words that the options of {@link LoadOption} take, and fio's words for what load does not do. */
final class Choices {
    private Choices() {
    }

    static List<String> of(LoadOption option) {
        return switch (option) {
            case RW -> List.of("read", "write", "randread", "randwrite", "rw", "readwrite", "randrw");
            case RW_SEQUENCER -> List.of("sequential", "identical");
            case IOENGINE -> EngineKind.allNames();
            case FILE_SERVICE_TYPE -> List.of("roundrobin", "random", "sequential");
            case RATE_PROCESS -> List.of("linear", "poisson");
            case VERIFY -> List.of("0", "crc32c", "crc32c-intel");
            case CONTINUE_ON_ERROR -> List.of("none", "read", "write", "io", "verify", "all", "0", "1");
            default -> List.of();
        };
    }

    static void refuseWhatFioAloneHas(LoadOption option, String value) {
        Set<String> lacking = switch (option) {
            case RW -> Set.of("trim", "randtrim", "trimwrite", "randtrimwrite");
            case VERIFY -> Set.of("md5", "crc64", "crc32", "crc16", "crc7", "sha1", "sha256", "sha512", "sha3-224",
                    "sha3-256", "sha3-384", "sha3-512", "xxhash", "meta", "pattern", "null");
            default -> Set.of();
        };
        if (lacking.contains(value)) {
            throw new OptionException("load lacks fio's '" + value + "'; it has " + String.join(", ", of(option)));
        }
    }
}

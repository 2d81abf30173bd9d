package io.brickyard.man;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the brickyard command lines in a document: lines of a code block, after a prompt if there is one, where brickyard
 * stands at the beginning or after a pipe. Words are split as a shell does; what follows a pipe, a redirection or a
 * comment is not brickyard's.
 */
final class ExampleLines {
    private static final Pattern BLOCK = Pattern.compile("^(----|```)[^\n]*\n(.*?)^\\1",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("^(?:[$#] )?(?:.*\\| )?(?:\\S*/)?brickyard(?: (.*))?$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private ExampleLines() {
    }

    /** The arguments of each command line, in order. */
    static List<List<String>> in(String document) {
        List<List<String>> examples = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(document);
        while (blocks.find()) {
            for (String line : blocks.group(2).replace("\\\n", " ").lines().toList()) {
                Matcher command = COMMAND.matcher(line.strip());
                if (command.matches()) {
                    examples.add(words(command.group(1) == null ? "" : command.group(1)));
                }
            }
        }
        return examples;
    }

    private static List<String> words(String arguments) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(arguments);
        while (word.find()) {
            String bare = word.group(3);
            if (bare != null && bare.matches("\\||&&?|;|#.*|\\d?[<>].*")) {
                break;
            }
            words.add(bare != null ? bare : word.group(1) != null ? word.group(1) : word.group(2));
        }
        return words;
    }
}

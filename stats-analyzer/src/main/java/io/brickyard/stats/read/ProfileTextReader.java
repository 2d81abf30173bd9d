package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.stats.dump.DumpFormat;
import org.jspecify.annotations.Nullable;

/**
 * What {@code gluster volume profile VOLUME info} prints: for each brick a cumulative section, an interval section, or
 * both. People paste it, so blanks, quote marks and rows that a mail program broke in two do not matter. Sections are
 * whole once their last line, {@code Data Written}, is there; a section that is cut is left out with a note.
 */
final class ProfileTextReader implements InputReader {
    private static final Pattern BRICK = Pattern.compile("Brick: (\\S.{0,4095})");
    private static final Pattern SECTION = Pattern.compile("(?:(Cumulative)|Interval (\\d{1,9})) Stats:");
    private static final Pattern TABLE = Pattern.compile("%-latency Avg-latency Min-Latency.*");
    private static final Pattern ROW = Pattern.compile(
            "\\d+\\.\\d+ (\\d+\\.\\d+) ([nu]s) (\\d+\\.\\d+) ([nu]s) (\\d+\\.\\d+) ([nu]s) (\\d+) ([A-Z_]{2,40})");
    private static final Pattern START_OF_ROW = Pattern.compile("\\d+\\.\\d+(?: (?:\\d+\\.\\d+|[nu]s|\\d+))* ?");
    private static final Pattern DURATION = Pattern.compile("Duration: (\\d{1,12}) seconds");
    private static final Pattern REFUSAL = Pattern
            .compile("Profile on Volume \\S{1,255} is not started|Volume \\S{1,255} does not exist");
    private static final String LAST_LINE = "Data Written: ";

    @Override
    public String title() {
        return DumpFormat.VOLUME_PROFILE.title();
    }

    @Override
    public boolean recognises(Head head) {
        return head.lines().stream().limit(400).map(PastedLine::plain).anyMatch(line -> SECTION.matcher(line).matches()
                || TABLE.matcher(line).matches() || REFUSAL.matcher(line).matches() || line.equals("Cleared stats."));
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        LineSource lines = new LineSource(in, StandardCharsets.UTF_8);
        Output output = new Output(new ProfileBricks(file, sink));
        for (String line = lines.next(); line != null; line = lines.next()) {
            output.accept(PastedLine.plain(line), lines.number());
        }
        output.finish(lines.number());
    }

    /** The output as far as it is read. */
    private static final class Output {
        private final ProfileBricks bricks;
        private boolean inTable;
        private @Nullable String half;

        Output(ProfileBricks bricks) {
            this.bricks = bricks;
        }

        void accept(String line, int number) throws InputException {
            if (line.isEmpty()) {
                return;
            }
            // Most lines are rows, or block sizes outside of tables: only what may be something else is looked at closely.
            boolean taken = switch (line.charAt(0)) {
                case 'B' -> brick(line, number);
                case 'C', 'I' -> section(line, number);
                case 'D' -> duration(line, number);
                case '%' -> table(line);
                case 'P', 'V' -> refusal(line, number);
                default -> false;
            };
            if (!taken && inTable && !line.startsWith("---")) {
                row(half == null ? line : half + " " + line, number);
            }
        }

        private boolean brick(String line, int number) throws InputException {
            Matcher brick = BRICK.matcher(line);
            if (brick.matches()) {
                endTable(number);
                bricks.brick(brick.group(1), number);
                return true;
            }
            return false;
        }

        private boolean section(String line, int number) throws InputException {
            Matcher section = SECTION.matcher(line);
            if (!section.matches()) {
                return false;
            }
            endTable(number);
            if (section.group(2) == null) {
                bricks.cumulative(number);
            } else {
                bricks.interval(Integer.parseInt(section.group(2)), number);
            }
            return true;
        }

        private boolean duration(String line, int number) throws InputException {
            Matcher duration = DURATION.matcher(line);
            if (duration.matches()) {
                endTable(number);
                bricks.duration(Double.parseDouble(duration.group(1)));
                return true;
            }
            if (line.startsWith(LAST_LINE)) {
                bricks.endOfSection();
                return true;
            }
            return false;
        }

        private boolean table(String line) {
            boolean begins = TABLE.matcher(line).matches();
            inTable |= begins;
            return begins;
        }

        private static boolean refusal(String line, int number) throws InputException {
            if (REFUSAL.matcher(line).matches()) {
                throw new InputException(number, "gluster says '" + Numbers.shown(line) + "': no statistics in it");
            }
            return false;
        }

        private void row(String text, int number) throws InputException {
            Matcher row = ROW.matcher(text);
            half = null;
            if (row.matches()) {
                bricks.row(row.group(8), Numbers.count(row.group(7), number), row.group(1), row.group(3), row.group(5),
                        row.group(2), number);
            } else if (START_OF_ROW.matcher(text).matches()) {
                half = text;
            } else if (!text.equals("calls Fop") && !text.equals("Fop")) {
                throw new InputException(number, "expected a row '%-latency avg ns min ns max ns calls FOP', found '"
                        + Numbers.shown(text) + "'");
            }
        }

        private void endTable(int number) throws InputException {
            if (half != null) {
                throw new InputException(number, "a row ends early: '" + Numbers.shown(half) + "'");
            }
            inTable = false;
        }

        void finish(int number) throws InputException {
            half = null;
            bricks.finish(number);
        }
    }
}

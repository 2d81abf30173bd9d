package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Source;
import org.jspecify.annotations.Nullable;

/**
 * A table written by hand: a header {@code position,avg} and a row a position, top of the stack first. The unit stands in
 * the rows ({@code 1666 us}) or in the header ({@code avg_us}, {@code avg (us)}); {@code avg latency of READ} names the FOP.
 * A row without an average marks the client/brick boundary.
 */
final class CsvReader implements InputReader {
    private static final int MOST_ROWS = 10_000;
    private static final Pattern HEADER = Pattern.compile(
            "\\s*\"?position\"?\\s*,\\s*\"?[^,\"]*(?:avg|average|latency)[^,\"]*\"?\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern VALUE = Pattern.compile("(\\d[0-9]*(?:\\.[0-9]+)?|\\.[0-9]+)\\s*([^0-9.\\s]*)");
    private static final Pattern HEADER_UNIT = Pattern.compile(
            "(?:_|\\(|\\[|,|\\s|in )\\s*(ns|us|\u00b5s|\u03bcs|ms|s|usec|nsec|msec|sec)\\s*[)\\]]?\\s*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER_FOP = Pattern.compile("\\bof ([A-Za-z_]{3,20})\\b");

    @Override
    public String title() {
        return DumpFormat.CSV.title();
    }

    @Override
    public boolean recognises(Head head) {
        String text = head.text().startsWith("\u00ef\u00bb\u00bf") ? head.text().substring(3) : head.text();
        return HEADER.matcher(text.lines().findFirst().orElse("")).matches();
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        List<CsvRow> rows = new ArrayList<>();
        Reader strict = new InputStreamReader(in,
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
        try (de.siegmar.fastcsv.reader.CsvReader<CsvRecord> csv = de.siegmar.fastcsv.reader.CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(strict)) {
            Header header = null;
            for (CsvRecord row : csv) {
                int line = (int) row.getStartingLineNumber();
                if (header == null) {
                    if (row.getFieldCount() < 2) {
                        throw new InputException(line, "expected the header 'position,avg'");
                    }
                    header = Header.of(row.getField(1));
                } else if (!isBlank(row)) {
                    rows.add(row(new Source(file, line), row, header));
                }
                if (rows.size() > MOST_ROWS) {
                    throw new InputException(line, "more than " + MOST_ROWS + " positions");
                }
            }
        } catch (CsvParseException broken) {
            throw new InputException("broken CSV: " + Numbers.shown(String.valueOf(broken.getMessage())));
        } catch (UncheckedIOException io) {
            throw unwrapped(io);
        }
        if (rows.stream().allMatch(CsvRow::isBoundary)) {
            throw new InputException("the table has a header but no rows");
        }
        sink.table(new Source(file, 0), rows);
    }

    private static InputException unwrapped(UncheckedIOException io) throws IOException {
        if (io.getCause() instanceof CharacterCodingException) {
            return new InputException("not UTF-8: convert it with 'iconv -t UTF-8'");
        }
        throw io.getCause();
    }

    private static boolean isBlank(CsvRecord row) {
        return row.getFields().stream().allMatch(String::isBlank);
    }

    private static CsvRow row(Source source, CsvRecord row, Header header) throws InputException {
        String position = row.getField(0).strip();
        String average = row.getFieldCount() < 2 ? "" : row.getField(1).strip();
        if (row.getFieldCount() > 2 && row.getFields().subList(2, row.getFieldCount()).stream().anyMatch(
                field -> !field.isBlank())) {
            throw new InputException(source.line(), "expected two columns 'position,avg', found "
                    + row.getFieldCount() + "; quote a position that holds a comma");
        }
        if (average.isEmpty() || average.equals("-")) {
            return new CsvRow(source, position, Double.NaN, null, header.fop());
        }
        Matcher value = VALUE.matcher(average);
        if (!value.matches()) {
            throw new InputException(source.line(),
                    "'" + Numbers.shown(average) + "' is not a latency such as '1666 us'");
        }
        return new CsvRow(source, position, Double.parseDouble(value.group(1)), unit(value.group(2), header, source),
                header.fop());
    }

    private static @Nullable LatencyUnit unit(String written, Header header, Source source) throws InputException {
        if (written.isEmpty()) {
            return header.unit();
        }
        Optional<LatencyUnit> unit = LatencyUnit.named(written);
        if (unit.isEmpty()) {
            throw new InputException(source.line(), "'" + Numbers.shown(written)
                    + "' is no unit of time: write ns, us, ms or s");
        }
        return unit.get();
    }

    /** What the header says of all rows. */
    private record Header(@Nullable LatencyUnit unit, @Nullable String fop) {
        static Header of(String title) {
            Matcher unit = HEADER_UNIT.matcher(title);
            Matcher fop = HEADER_FOP.matcher(title);
            return new Header(unit.find() ? LatencyUnit.named(unit.group(1)).orElse(null) : null,
                    fop.find() ? fop.group(1).toUpperCase(Locale.ROOT) : null);
        }
    }
}

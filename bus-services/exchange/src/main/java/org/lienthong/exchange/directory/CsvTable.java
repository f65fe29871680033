package org.lienthong.exchange.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One CSV file: UTF-8 (a byte order mark is forgiven), comma, a header line, empty lines skipped. */
final class CsvTable {

    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();
    private static final String MARK = "\uFEFF";

    private final String file;
    private final List<String> columns;
    private final RowFaults faults;

    private CsvTable(String file, List<String> columns, RowFaults faults) {
        this.file = file;
        this.columns = columns;
        this.faults = faults;
    }

    /** @return the rows that have the shape of the header; the others are faults */
    static List<CsvRow> read(Path folder, String file, List<String> columns, RowFaults faults) {
        return new CsvTable(file, columns, faults).rows(folder.resolve(file));
    }

    private List<CsvRow> rows(Path path) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return parse(text.startsWith(MARK) ? text.substring(MARK.length()) : text);
        } catch (CharacterCodingException e) {
            faults.add(file, 0, "", "tệp không phải UTF-8", "the file is not UTF-8");
        } catch (JsonProcessingException e) {
            faults.add(file, e.getLocation().getLineNr(), "", "dòng CSV bị hỏng", "the CSV is broken here");
        } catch (IOException e) {
            faults.add(file, 0, "", "không đọc được tệp", "the file cannot be read");
        }
        return List.of();
    }

    private List<CsvRow> parse(String text) throws IOException {
        List<CsvRow> rows = new ArrayList<>();
        try (CsvParser parser = CSV.createParser(new StringReader(text))) {
            List<String> header = List.of();
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (token != JsonToken.START_ARRAY) {
                    token = parser.nextToken();
                    continue;
                }
                token = parser.nextToken();
                long line = parser.currentTokenLocation().getLineNr();
                List<String> cells = new ArrayList<>();
                while (token == JsonToken.VALUE_STRING) {
                    cells.add(parser.getText());
                    token = parser.nextToken();
                }
                if (header.isEmpty()) {
                    header = cells;
                    if (!headerFits(header)) {
                        return List.of();
                    }
                } else if (cells.size() == header.size()) {
                    rows.add(row(line, header, cells));
                } else {
                    faults.add(
                            file,
                            line,
                            "",
                            "có " + cells.size() + " ô, tiêu đề có " + header.size(),
                            cells.size() + " cells, the header has " + header.size());
                }
                token = parser.nextToken();
            }
            if (header.isEmpty()) {
                faults.add(file, 0, "", "tệp rỗng, thiếu dòng tiêu đề", "the file is empty: the header is missing");
            }
        }
        return rows;
    }

    private boolean headerFits(List<String> header) {
        if (Set.copyOf(header).equals(Set.copyOf(columns)) && header.size() == columns.size()) {
            return true;
        }
        String wanted = String.join(",", columns);
        faults.add(
                file,
                1,
                "",
                "tiêu đề phải gồm đúng các cột " + wanted,
                "the header must have just the columns " + wanted);
        return false;
    }

    private CsvRow row(long line, List<String> header, List<String> cells) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            values.put(header.get(i), cells.get(i));
        }
        return new CsvRow(file, line, values, faults);
    }
}

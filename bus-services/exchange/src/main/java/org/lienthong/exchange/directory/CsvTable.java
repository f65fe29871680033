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
import java.util.HashSet;
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
    private final Columns columns;
    private final RowFaults faults;

    private CsvTable(String file, Columns columns, RowFaults faults) {
        this.file = file;
        this.columns = columns;
        this.faults = faults;
    }

    /** What the header names, in any order. */
    record Columns(List<String> required, List<String> optional) {}

    /** @return the rows that have the shape of the header; the others are faults */
    static List<CsvRow> read(Path folder, String file, Columns columns, RowFaults faults) {
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
            Map<String, Integer> header = Map.of();
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
                    if (!headerFits(cells)) {
                        return List.of();
                    }
                    header = positions(cells);
                } else if (cells.size() == header.size()) {
                    rows.add(new CsvRow(file, line, header, List.copyOf(cells), faults));
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
        Set<String> named = new HashSet<>(header);
        Set<String> known = new HashSet<>(columns.required());
        known.addAll(columns.optional());
        if (named.size() == header.size() && named.containsAll(columns.required()) && known.containsAll(named)) {
            return true;
        }
        String wanted = String.join(",", columns.required());
        String more = columns.optional().isEmpty() ? "" : " [" + String.join(",", columns.optional()) + "]";
        faults.add(
                file,
                1,
                "",
                "tiêu đề phải gồm đúng các cột " + wanted + more,
                "the header must have just the columns " + wanted + more);
        return false;
    }

    private static Map<String, Integer> positions(List<String> header) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            positions.put(header.get(i), i);
        }
        return positions;
    }
}

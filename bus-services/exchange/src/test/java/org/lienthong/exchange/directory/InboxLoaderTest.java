package org.lienthong.exchange.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.testing.DirectoryFolder;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;

class InboxLoaderTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private static final String HEADER = "organ_id,system_id,url,mode,state\n";

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private final EventBook events = new EventBook(DATABASE.dataSource(), new SecureRandom());
    private final InboxLoader loader = new InboxLoader(DATABASE.dataSource(), events, clock);

    @BeforeEach
    void loadTheDirectory() {
        DATABASE.clear();
        DirectoryFolder.usual(folder).write();
        new DirectoryLoader(DATABASE.dataSource(), events, clock).load(folder);
    }

    @Test
    void doesNothingWithoutTheFile() {
        assertThat(loader.load(folder)).isZero();
    }

    @Test
    void writesEachChangeAsAFactAndTheSameAgainAsNone() throws IOException {
        say("H29,hcmc,https://inbox.tphcm.gov.vn/x,DELIVER,PROPOSED");
        assertThat(loader.load(folder)).isEqualTo(1);
        assertThat(loader.load(folder)).isZero();

        say("H29,hcmc,https://inbox.tphcm.gov.vn/x,DELIVER,APPROVED");
        assertThat(loader.load(folder)).isEqualTo(1);

        assertThat(DATABASE.jdbc()
                        .sql("select line::jsonb ->> 'state' from event where kind = 'InboxChanged' order by event_id")
                        .query(String.class)
                        .list())
                .containsExactly("PROPOSED", "APPROVED");
    }

    @Test
    void suspendsWhatTheFileNoLongerNames() throws IOException {
        say("H29,hcmc,https://inbox.tphcm.gov.vn/x,DELIVER,APPROVED");
        loader.load(folder);
        say("");

        assertThat(loader.load(folder)).isEqualTo(1);
        assertThat(loader.load(folder)).isZero();
        assertThat(DATABASE.jdbc()
                        .sql("select state from inbox")
                        .query(String.class)
                        .single())
                .isEqualTo("SUSPENDED");
    }

    @Test
    void leavesAnOperatorsStopAlone() throws IOException {
        say("H29,hcmc,https://inbox.tphcm.gov.vn/x,DELIVER,APPROVED");
        loader.load(folder);
        DATABASE.jdbc().sql("update inbox set stopped_at = now()").update();
        say("H29,hcmc,https://inbox.tphcm.gov.vn/y,DELIVER,APPROVED");

        loader.load(folder);

        assertThat(DATABASE.jdbc()
                        .sql("select stopped_at is not null from inbox")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "H99,hcmc,https://a.vn/x,DELIVER,APPROVED;organ_id",
                "H29,nobody,https://a.vn/x,DELIVER,APPROVED;system_id",
                "H29,hcmc,ftp://a.vn/x,DELIVER,APPROVED;url",
                "H29,hcmc,https://u:p@a.vn/x,DELIVER,APPROVED;url",
                "H29,hcmc,https:///x,DELIVER,APPROVED;url",
                "H29,hcmc,https://a.vn/x#y,DELIVER,APPROVED;url",
                "H29,hcmc,https://a.vn/x,PUSH,APPROVED;mode",
                "H29,hcmc,https://a.vn/x,DELIVER,OPEN;state"
            })
    void tellsWhichColumnIsWrong(String row, String column) throws IOException {
        say(row);

        assertThatThrownBy(() -> loader.load(folder))
                .isInstanceOf(DirectoryRefusedException.class)
                .hasMessageContaining("inboxes.csv")
                .hasMessageContaining(column);
    }

    private void say(String row) throws IOException {
        Files.writeString(folder.resolve("inboxes.csv"), HEADER + row + "\n");
    }
}

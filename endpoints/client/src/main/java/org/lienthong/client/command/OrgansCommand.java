package org.lienthong.client.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.directory.Organ;
import org.lienthong.client.directory.OrganPage;
import org.lienthong.client.directory.OrganQuery;
import org.lienthong.client.json.JsonObject;
import org.lienthong.message.identity.OrganId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "organs",
        header = "Danh bạ cơ quan / the directory",
        mixinStandardHelpOptions = true,
        description = {
            "In danh bạ cơ quan: ai nhận được, ai đã đóng mã, ai chưa kết nối.",
            "Prints the directory: who can be written to, who is closed, who is not connected."
        })
final class OrgansCommand implements Callable<Integer> {

    @Mixin
    private BusOptions bus = new BusOptions();

    @Option(
            names = "--since",
            paramLabel = "VERSION",
            defaultValue = "0",
            description = {"Chỉ những gì thay đổi sau phiên bản này.", "Only what changed after this version."})
    private long since;

    @Override
    public Integer call() {
        AgencyClient client = bus.connection().client();
        Console console = bus.console();
        long version = since;
        long count = 0;
        Optional<OrganQuery> query = Optional.of(OrganQuery.since(since));
        while (query.isPresent()) {
            OrganPage page = client.organs(query.get());
            page.organs().forEach(organ -> tell(console, organ));
            version = page.version();
            count += page.organs().size();
            query = page.next();
        }
        console.good(
                count + " cơ quan; phiên bản danh bạ " + version,
                "Organs, and the version of the directory: next time --since " + version);
        console.json(new JsonObject().put("result", "directory").put("version", version));
        return ExitCode.DONE;
    }

    private static void tell(Console console, Organ organ) {
        String state =
                switch (organ.state()) {
                    case OPEN -> "";
                    case CLOSED ->
                        "  ĐÃ ĐÓNG / CLOSED"
                                + organ.successor().map(next -> " → " + next).orElse("");
                    case NOT_CONNECTED ->
                        "  CHƯA KẾT NỐI / NOT CONNECTED  "
                                + organ.contactPoint().orElse("");
                };
        console.fact(organ.id().value(), organ.name() + state);
        console.json(new JsonObject()
                .put("result", "organ")
                .put("id", organ.id())
                .put("name", organ.name())
                .put("code102", organ.code102())
                .put(
                        "aliases",
                        String.join(
                                " ",
                                organ.aliases().stream().map(OrganId::value).toList()))
                .put("parent", organ.parent())
                .put("state", organ.state().name())
                .put("successor", organ.successor())
                .put("contactPoint", organ.contactPoint())
                .put("version", organ.version()));
    }
}

package org.lienthong.gateway.operations;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lienthong.exchange.directory.ChangeRefusedException;
import org.lienthong.exchange.directory.DirectoryChanges;
import org.lienthong.exchange.directory.ProposedChange;
import org.lienthong.exchange.operator.Operator;
import org.lienthong.exchange.operator.OperatorSigner;
import org.lienthong.gateway.assembly.DirectoryDesk;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.lienthong.gateway.configuration.OperatorKeys;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that every command has, and the way to the directory's desk and back. */
final class Desk {

    private static final int REFUSED = 2;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "tệp cấu hình của serve / the configuration file of serve")
    private Path config = Path.of("");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Options of those who sign. */
    static final class Signer {

        @Option(
                names = "--operator",
                required = true,
                paramLabel = "NAME",
                description = "tên trong directory.operators / name in directory.operators")
        private String name = "";

        @Option(
                names = "--sign-with",
                required = true,
                paramLabel = "FILE",
                description =
                        "khoá riêng PKCS#8 PEM của chính người vận hành / the operator's own PKCS#8 PEM private key")
        private Path key = Path.of("");

        private OperatorSigner at(DirectoryDesk desk) {
            Operator operator = desk.operators()
                    .named(name)
                    .orElseThrow(() -> new IllegalArgumentException("cấu hình không có người vận hành " + name
                            + " / the configuration has no operator " + name));
            return new OperatorSigner(operator, OperatorKeys.privateKey(key));
        }
    }

    /** @return the exit code: 2 if it was refused */
    int sign(Signer signer, BiFunction<DirectoryChanges, OperatorSigner, ProposedChange> act) {
        return at(desk -> {
            print(act.apply(desk.changes(), signer.at(desk)));
            return 0;
        });
    }

    int at(Function<DirectoryDesk, Integer> act) {
        try (DirectoryDesk desk = DirectoryDesk.open(ConfigurationFile.read(config))) {
            return act.apply(desk);
        } catch (ChangeRefusedException refused) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("Không thực hiện / not done: " + refused.getMessage());
            err.flush();
            return REFUSED;
        }
    }

    void print(ProposedChange change) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(change.sha256() + "  " + words(change));
        change.statement().lines().skip(1).forEach(line -> out.println("    " + shown(line)));
        out.println("    người vận hành / operator: " + change.operator());
        change.decidedBy().ifPresent(by -> out.println("    quyết định bởi / decided by: " + by));
        out.flush();
    }

    private static String shown(String line) {
        return line.startsWith("certificate: ") ? "certificate: …" : line;
    }

    private static String words(ProposedChange change) {
        return switch (change.state()) {
            case PENDING ->
                "chờ người thứ hai phê duyệt đến " + change.expiresAt() + " / waits for a second operator until "
                        + change.expiresAt();
            case APPLIED -> "đã có hiệu lực / in force";
            case REJECTED -> "đã bị từ chối / rejected";
            case EXPIRED -> "đã hết hạn / expired";
        };
    }
}

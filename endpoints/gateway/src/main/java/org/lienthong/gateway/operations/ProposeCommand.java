package org.lienthong.gateway.operations;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.lienthong.exchange.directory.Change;
import org.lienthong.exchange.directory.ChangeKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Signs a change: made at once if one operator may make it, else left for a second one. */
@Command(
        name = "propose",
        description =
                "Ký một thay đổi / sign a change: bind-key, unbind-key, give-mandate, withdraw-mandate (chờ người thứ hai"
                        + " phê duyệt trong 7 ngày / wait 7 days for a second operator); open-organ, close-organ, rename-organ,"
                        + " set-successor, register-system (có hiệu lực ngay / in force at once)",
        mixinStandardHelpOptions = true)
final class ProposeCommand implements Callable<Integer> {

    @Mixin
    private Desk desk = new Desk();

    @Mixin
    private Desk.Signer signer = new Desk.Signer();

    @Mixin
    private ChangeOptions said = new ChangeOptions();

    @Parameters(paramLabel = "CHANGE", description = "ví dụ / e.g. bind-key")
    private String kind = "";

    @Override
    public Integer call() {
        ChangeKind known = ChangeKind.parse(kind)
                .orElseThrow(() -> new IllegalArgumentException("không có thay đổi " + kind + " / there is no change "
                        + kind + ": "
                        + Arrays.stream(ChangeKind.values())
                                .map(ChangeKind::wire)
                                .collect(Collectors.joining(", "))));
        return desk.sign(signer, (changes, operator) -> changes.propose(operator, new Change(known, said.fields())));
    }
}

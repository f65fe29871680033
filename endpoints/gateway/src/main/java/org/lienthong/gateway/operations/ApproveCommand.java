package org.lienthong.gateway.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The second signature: the change is in force from then on. */
@Command(
        name = "approve",
        description = "Phê duyệt đề xuất của người khác / approve what another proposed",
        mixinStandardHelpOptions = true)
final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private Desk desk = new Desk();

    @Mixin
    private Desk.Signer signer = new Desk.Signer();

    @Parameters(
            paramLabel = "SHA256",
            description =
                    "mã băm của đề xuất, ít nhất 12 chữ số đầu / digest of the proposal, 12 leading digits or more")
    private String proposal = "";

    @Override
    public Integer call() {
        return desk.sign(signer, (changes, operator) -> changes.approve(operator, proposal));
    }
}

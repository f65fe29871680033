package org.lienthong.gateway.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a proposal without effect. */
@Command(name = "reject", description = "Từ chối một đề xuất / reject a proposal", mixinStandardHelpOptions = true)
final class RejectCommand implements Callable<Integer> {

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
        return desk.sign(signer, (changes, operator) -> changes.reject(operator, proposal));
    }
}

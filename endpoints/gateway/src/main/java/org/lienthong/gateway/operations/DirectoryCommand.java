package org.lienthong.gateway.operations;

import picocli.CommandLine.Command;

/** {@code lienthong.jar directory propose|approve|reject|pending|list}. */
@Command(
        name = "directory",
        description =
                "Thay đổi danh bạ; khoá và uỷ quyền cần hai người vận hành / change the directory; keys and mandates"
                        + " need two operators",
        mixinStandardHelpOptions = true,
        subcommands = {
            ProposeCommand.class,
            ApproveCommand.class,
            RejectCommand.class,
            PendingCommand.class,
            ListCommand.class
        })
public final class DirectoryCommand {}

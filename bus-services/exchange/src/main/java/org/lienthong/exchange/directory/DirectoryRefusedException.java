package org.lienthong.exchange.directory;

import java.util.List;
import java.util.stream.Collectors;

/** The files hold faults; nothing of them was loaded. The message lists every fault, one a line. */
public final class DirectoryRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RowFault> faults;

    DirectoryRefusedException(List<RowFault> faults) {
        super(faults.stream().map(RowFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<RowFault> faults() {
        return faults;
    }
}

package org.lienthong.exchange.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskGuardTest {

    @TempDir
    Path dir;

    @Test
    void hasRoomForWhatLeavesTheReserve() throws IOException {
        long free = Files.getFileStore(dir).getUsableSpace();
        DiskGuard guard = new DiskGuard(dir, free / 2);
        assertThat(guard.roomFor(free / 4)).isTrue();
        assertThat(guard.roomFor(free * 3 / 4)).isFalse();
    }

    @Test
    void hasNoRoomForMoreThanThereCouldBe() {
        assertThat(new DiskGuard(dir, 0).roomFor(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void hasNoRoomWhereItCannotLook() {
        assertThat(new DiskGuard(dir.resolve("absent"), 0).roomFor(1)).isFalse();
    }
}

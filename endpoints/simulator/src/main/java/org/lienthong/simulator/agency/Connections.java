package org.lienthong.simulator.agency;

import org.lienthong.client.AgencyClient;
import org.lienthong.client.tracking.ConnectionCheck;

/** The first step of every agency: does the bus know us? */
final class Connections {

    private Connections() {}

    static void tell(AgencyClient client, Story story) {
        ConnectionCheck check = client.check();
        story.held(
                "connected",
                "Kết nối trục: cơ quan " + check.organ() + ", hệ thống " + check.system() + ", chứng thư còn "
                        + check.certificateDaysLeft() + " ngày, lệch giờ "
                        + check.clockOffset().toSeconds() + " giây",
                "Connected: agency " + check.organ() + ", system " + check.system() + ", certificate good for "
                        + check.certificateDaysLeft() + " days, clock off by "
                        + check.clockOffset().toSeconds() + " s");
    }
}

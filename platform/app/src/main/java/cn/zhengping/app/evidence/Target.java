package cn.zhengping.app.evidence;

import cn.zhengping.app.standards.StandardRef;
import java.util.UUID;

/** What evidence shows something about. A problem to be rectified gets a record of its own here once there are problems. */
public sealed interface Target {

    /** Id in the standard. */
    String criterion();

    /** What it is known by among the attachments of one piece of evidence; the version of the plugin does not matter. */
    String key();

    /** A criterion of a standard: the unit's own collection, handed in to nobody. */
    record OfStandard(StandardRef standard, String criterion) implements Target {
        @Override
        public String key() {
            return "standard:" + standard.standard() + "/" + criterion;
        }
    }

    /** A criterion by which an application is judged. */
    record OfApplication(UUID application, String criterion) implements Target {
        @Override
        public String key() {
            return "application:" + application + "/" + criterion;
        }
    }

    /** One incident of a deducting criterion by which an application is judged. */
    record OfIncident(UUID application, String criterion, IncidentRef incident) implements Target {
        @Override
        public String key() {
            return "incident:" + application + "/" + criterion + "/" + incident.date() + "/"
                    + (incident.variant() == null ? "" : incident.variant()) + "/" + incident.ordinal();
        }
    }
}

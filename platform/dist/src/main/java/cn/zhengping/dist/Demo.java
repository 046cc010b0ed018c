package cn.zhengping.dist;

import cn.zhengping.app.access.Accounts;
import cn.zhengping.app.access.Actor.Holding;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.tenancy.Tenancy;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * The demo: the tenants of the five papers, and the acceptance campaign of Suining half-way through, with the review groups
 * of its notice under invented names. Everything after the accounts goes through the API. Each step looks whether it is
 * done already, so that a start that was interrupted is completed by the next one.
 */
final class Demo {

    /** The secret of every demo account; the demo listens on the loopback interface only. */
    static final String SECRET = "zhengping-demo";

    private static final String SUINING = "510900";
    private static final String LEZHI = "512022";
    private static final String PLUGIN = "sichuan";
    private static final String PLUGIN_VERSION = "1.1.0";
    static final String REF = PLUGIN + "@" + PLUGIN_VERSION + "/";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final List<String> DIVISIONS = List.of(
            "510000", SUINING, "510903", "510904", "510981", "510921", "510923", "512000", LEZHI, "511400", "511425",
            "430000", "430400", "430481", "410000", "411500", "411521");

    /** Where the other papers are from: for whoever wants to try them. */
    private record County(String login, String code, String name, String plugin) {}

    private static final List<County> COUNTIES = List.of(
            new County("qingshen", "511425", "青神县", "sichuan"),
            new County("leiyang", "430481", "耒阳市", "hunan"),
            new County("luoshan", "411521", "罗山县", "henan"));

    /**
     * A paper in {@code policies/}, and whose library it goes into: that of the administration that issued it, or for a
     * township's of its county.
     *
     * @param confirmed what a person says where the paper says nothing
     */
    private record Paper(String file, String login, String tenant, Map<String, String> confirmed) {}

    private static final List<Paper> PAPERS = List.of(
            new Paper("suining-acceptance-2023", "suining-admin", SUINING, Map.of()),
            new Paper("baolin-standards-2023", "lezhi-admin", LEZHI, Map.of("region", "512022105")),
            new Paper("qingshen-five-star-2013", "qingshen-admin", "511425", Map.of()),
            new Paper("sandu-onboarding-2020", "leiyang-admin", "430481", Map.of("region", "430481104")),
            new Paper("luoshan-third-party-2021", "luoshan-admin", "411521", Map.of("issuer", "罗山县")));

    /** 遂宁市的三个园区, which the directory of divisions does not know. */
    private static final Map<String, String> ZONES =
            Map.of("suining_jkq", "遂宁经开区", "suining_gxq", "遂宁高新区", "suining_hdxq", "市河东新区");

    /** The notice's table: the group, where it comes from, what it reviews. */
    private record Group(String name, String login, String home, String area) {}

    private static final List<Group> GROUPS = List.of(
            new Group("第一组", "group1", "510921", "510903"),
            new Group("第二组", "group2", "510903", "510904"),
            new Group("第三组", "group3", "suining_jkq", "510981"),
            new Group("第四组", "group4", "510904", "510921"),
            new Group("第五组", "group5", "510981", "510923"),
            new Group("第六组", "group6", "suining_hdxq", "suining_jkq"),
            new Group("第七组", "group7", "suining_gxq", "suining_hdxq"),
            new Group("第八组", "group8", "510923", "suining_gxq"));

    private static final List<String> SURNAMES =
            List.of("徐", "周", "罗", "任", "唐", "邹", "李", "谭", "文", "何", "江", "王", "梁", "叶", "陈", "曾", "夏");
    private static final List<String> SEATS = List.of("leader", "member-a", "member-b");

    /** An invented catalogue; real ones are each unit's own. */
    private static final List<String> MATTERS = List.of(
            "城乡居民最低生活保障申请", "社会保险参保登记", "医疗救助申请", "生育登记", "残疾人证办理", "失业登记", "高龄津贴申请", "农村宅基地申请", "临时救助申请", "老年人优待证办理");

    private final Accounts accounts;
    private final Tenancy tenancy;
    private final String address;
    private final Progress progress;
    /** By login; every account of the demo is of one tenant. */
    private final Map<String, Person> loggedIn = new HashMap<>();

    private static final List<String> CATALOGUE = IntStream.rangeClosed(1, MATTERS.size())
            .mapToObj("demo-%02d"::formatted)
            .toList();

    /** Told what is being done. */
    @FunctionalInterface
    interface Progress {
        void say(String key, Object... arguments);
    }

    Demo(ApplicationContext context, String address, Progress progress) {
        this.accounts = context.getBean(Accounts.class);
        this.tenancy = context.getBean(Tenancy.class);
        this.address = address;
        this.progress = progress;
    }

    /** Makes what is missing of the demo. */
    void load() {
        makeTenants();
        makeAccounts();
        var manager = person("suining-manager", SUINING);
        activate(person("suining-admin", SUINING), PLUGIN);
        activate(person("lezhi-admin", LEZHI), PLUGIN);
        for (var county : COUNTIES) {
            activate(person(county.login() + "-admin", county.code()), county.plugin());
        }
        publishPapers();
        var campaign = suiningCampaign(manager);
        if (state(manager, campaign).equals("DRAFT")) {
            step(manager, "openCampaign", campaign);
        }
        if (state(manager, campaign).equals("APPLYING")) {
            progress.say("APPLYING");
            ZONES.keySet().stream().sorted().forEach(zone -> apply(zone, campaign, zoneCentre(zone)));
            for (var county : List.of("510903", "510904", "510981", "510921", "510923")) {
                townships(county).forEach(unit -> apply(county, campaign, unit));
            }
            step(manager, "closeApplications", campaign);
        }
        if (state(manager, campaign).equals("GROUPING")) {
            progress.say("GROUPING");
            formGroups(manager, campaign);
            step(manager, "startReview", campaign);
        }
        if (state(manager, campaign).equals("REVIEWING")) {
            progress.say("EVIDENCE");
            for (var tenant : Materials.TENANTS) {
                Materials.handIn(person(tenant + "-clerk", tenant), tenant, townships(tenant), SUINING, campaign);
            }
            score(campaign, manager);
        }
        stationCampaign();
    }

    /** The version that comes with the distribution, unless the tenant works by one already. */
    private static void activate(Person admin, String plugin) {
        var versions = new ArrayList<String>();
        for (var each : admin.ask("{ plugins { id version active issuer } }").get("plugins")) {
            if (each.get("id").asString().equals(plugin)) {
                if (each.get("active").asBoolean()) {
                    return;
                }
                if (each.get("issuer").asString().equals("PLATFORM")) {
                    versions.add(each.get("version").asString());
                }
            }
        }
        admin.ask(
                "mutation($id: String!, $version: String!) { activatePlugin(id: $id, version: $version) { active } }",
                "id",
                plugin,
                "version",
                versions.getLast());
    }

    /** The five papers, each in its library. */
    void publishPapers() {
        progress.say("PAPERS", PAPERS.size());
        for (var paper : PAPERS) {
            var admin = person(paper.login(), paper.tenant());
            var document = admin.ask(
                            "mutation($i: ImportPolicyTextInput!) { importPolicyText(input: $i) { id version state } }",
                            "i",
                            Map.of(
                                    "text", text(paper),
                                    "metadata", paper.confirmed(),
                                    "idempotencyKey", "demo-" + paper.file()))
                    .get("importPolicyText");
            if (document.get("state").asString().equals("DRAFT")) {
                admin.ask(
                        "mutation($d: ID!, $v: Int!) { publishPolicy(document: $d, version: $v) { state } }",
                        "d",
                        document.get("id").asString(),
                        "v",
                        document.get("version").asInt());
            }
        }
    }

    private static String text(Paper paper) {
        try (var text = Demo.class.getResourceAsStream("policies/" + paper.file() + ".txt")) {
            return new String(Objects.requireNonNull(text, paper.file()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private void makeTenants() {
        var done = 0;
        var all = DIVISIONS.size() + ZONES.size();
        for (var code : DIVISIONS) {
            progress.say(
                    "TENANT",
                    ++done,
                    all,
                    tenancy.ensure(code, null, null, null).name());
        }
        for (var zone : ZONES.entrySet()) {
            progress.say("TENANT", ++done, all, zone.getValue());
            tenancy.ensure(zone.getKey(), zone.getValue(), TenantKind.ZONE, SUINING);
        }
    }

    private void makeAccounts() {
        account("operator", "平台运营", null, Role.PLATFORM_OPERATOR);
        account("suining-admin", "遂宁市租户管理员", SUINING, Role.TENANT_ADMIN);
        account("suining-manager", "遂宁市活动管理员", SUINING, Role.CAMPAIGN_MANAGER);
        account("suining-observer", "遂宁市观察员", SUINING, Role.OBSERVER);
        account("suining-integrator", "遂宁市集成程序", SUINING, Role.INTEGRATOR);
        account("lezhi-admin", "乐至县租户管理员", LEZHI, Role.TENANT_ADMIN);
        account("lezhi-manager", "乐至县活动管理员", LEZHI, Role.CAMPAIGN_MANAGER);
        account("lezhi-clerk", "乐至县单位经办人", LEZHI, Role.UNIT_CLERK);
        for (var county : COUNTIES) {
            account(county.login() + "-admin", county.name() + "租户管理员", county.code(), Role.TENANT_ADMIN);
            account(county.login() + "-manager", county.name() + "活动管理员", county.code(), Role.CAMPAIGN_MANAGER);
            account(county.login() + "-clerk", county.name() + "单位经办人", county.code(), Role.UNIT_CLERK);
        }
        for (var group : GROUPS) {
            account(group.area() + "-clerk", "单位经办人", group.area(), Role.UNIT_CLERK);
            for (var seat : SEATS) {
                account(
                        login(group, seat),
                        SURNAMES.get(Math.floorMod((group.login() + seat).hashCode(), SURNAMES.size())) + "某某",
                        SUINING,
                        seat.equals("leader") ? Role.GROUP_LEADER : Role.INSPECTOR);
            }
        }
    }

    /** Makes an account with {@link #SECRET}. */
    void account(String login, String name, @Nullable String tenant, Role role) {
        accounts.ensure(
                login.replace('_', '-'),
                name,
                SECRET,
                tenant == null ? null : new TenantCode(tenant),
                Set.of(new Holding(role, null)));
    }

    private static String login(Group group, String seat) {
        return group.login() + "-" + seat;
    }

    Person person(String login, String tenant) {
        return loggedIn.computeIfAbsent(
                login.replace('_', '-'), missing -> Person.logIn(address, missing, SECRET, tenant));
    }

    private String suiningCampaign(Person manager) {
        var today = OffsetDateTime.now(CHINA).truncatedTo(ChronoUnit.DAYS);
        return campaign(
                manager,
                REF + "suining-acceptance",
                List.of(
                        phase("APPLICATION", today.minusDays(20), today.plusDays(1)),
                        phase("REVIEW", today.minusDays(2), today.plusDays(30)),
                        phase("HAND_IN", null, today.plusDays(33)),
                        phase("MATERIALS", null, today.plusDays(33)),
                        phase("REPORT", null, today.plusDays(40))));
    }

    /** The one that is there, or a new one. */
    private static String campaign(Person manager, String template, List<Map<String, Object>> phases) {
        for (var edge : manager.ask("{ campaigns(first: 100) { edges { node { id template state } } } }")
                .at("/campaigns/edges")) {
            if (edge.at("/node/template").asString().equals(template)) {
                return edge.at("/node/id").asString();
            }
        }
        return manager.ask(
                        "mutation($input: CreateCampaignInput!) { createCampaign(input: $input) { id } }",
                        "input",
                        Map.of("template", template, "phases", phases))
                .at("/createCampaign/id")
                .asString();
    }

    private static Map<String, Object> phase(String kind, @Nullable OffsetDateTime opens, OffsetDateTime closes) {
        var phase = new HashMap<String, Object>(Map.of("kind", kind, "closes", closes.toString(), "late", "MARKED"));
        if (opens != null) {
            phase.put("opens", opens.toString());
        }
        return phase;
    }

    static JsonNode read(Person manager, String campaign) {
        return manager.ask("query($id: ID!) { campaign(id: $id) { state version } }", "id", campaign)
                .get("campaign");
    }

    private static String state(Person manager, String campaign) {
        return read(manager, campaign).get("state").asString();
    }

    static void step(Person manager, String mutation, String campaign) {
        manager.ask(
                "mutation($c: ID!, $v: Int!) { " + mutation + "(campaign: $c, version: $v) { state } }",
                "c",
                campaign,
                "v",
                read(manager, campaign).get("version").asInt());
    }

    /** The township centres of a county that enter: two of them. */
    private List<String> townships(String county) {
        var units = new ArrayList<String>();
        for (var edge : person(county + "-clerk", county)
                .ask("{ units(filter: {kind: TOWNSHIP_CENTRE}, first: 2) { edges { node { id } } } }")
                .at("/units/edges")) {
            units.add(edge.at("/node/id").asString());
        }
        return units;
    }

    private String zoneCentre(String zone) {
        return person(zone + "-clerk", zone)
                .ask(
                        "mutation($input: CreateUnitInput!) { createUnit(input: $input) { id } }",
                        "input",
                        Map.of(
                                "kind",
                                "TOWNSHIP_CENTRE",
                                "name",
                                Objects.requireNonNull(ZONES.get(zone)) + "街道便民服务中心",
                                "division",
                                zone,
                                "idempotencyKey",
                                "demo-centre"))
                .at("/createUnit/id")
                .asString();
    }

    private void apply(String tenant, String campaign, String unit) {
        var clerk = person(tenant + "-clerk", tenant);
        var items = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < MATTERS.size(); i++) {
            items.add(Map.of("code", CATALOGUE.get(i), "name", MATTERS.get(i)));
        }
        clerk.ask(
                "mutation($unit: ID!, $items: [CatalogueItemInput!]!) { draftCatalogue(unit: $unit, items: $items) { id } publishCatalogue(unit: $unit) { number } }",
                "unit",
                unit,
                "items",
                items);
        clerk.ask(
                "mutation($input: ApplyInput!) { applyToCampaign(input: $input) { id } }",
                "input",
                Map.of(
                        "organiser", SUINING,
                        "campaign", campaign,
                        "title", "model-centre",
                        "unit", unit,
                        "idempotencyKey", "demo-" + unit));
    }

    private void formGroups(Person manager, String campaign) {
        var known = new HashMap<String, String>();
        for (var group : manager.ask("query($id: ID!) { campaign(id: $id) { groups { id name } } }", "id", campaign)
                .at("/campaign/groups")) {
            known.put(group.get("name").asString(), group.get("id").asString());
        }
        var pins = new ArrayList<Map<String, Object>>();
        for (var group : GROUPS) {
            var members = new ArrayList<Map<String, Object>>();
            for (var seat : SEATS) {
                members.add(Map.of("login", login(group, seat), "leader", seat.equals("leader")));
            }
            var id = known.computeIfAbsent(
                    group.name(),
                    missing -> manager.ask(
                                    "mutation($input: FormGroupInput!) { formGroup(input: $input) { id } }",
                                    "input",
                                    Map.of(
                                            "campaign",
                                            campaign,
                                            "name",
                                            group.name(),
                                            "home",
                                            group.home(),
                                            "members",
                                            members))
                            .at("/formGroup/id")
                            .asString());
            pins.add(Map.of("group", id, "area", group.area()));
        }
        manager.ask(
                "mutation($input: DrawInput!) { drawGroups(input: $input) { seed } }",
                "input",
                Map.of(
                        "campaign", campaign,
                        "version", read(manager, campaign).get("version").asInt(),
                        "pins", pins));
    }

    /** Lets every group hand in and sign what is left. */
    void finishScoring(String campaign, Person manager) {
        var standard = manager.ask(Findings.RULES, "ref", REF + "model-township-centre")
                .get("standard");
        for (var group : GROUPS) {
            SEATS.forEach(seat -> scoreAll(member(group, seat), campaign, standard, seat, true));
            signAll(member(group, "leader"), campaign);
        }
    }

    /** Groups one to three hand everything in, the fourth has scored, the fifth has begun, the others are yet to go. */
    private void score(String campaign, Person manager) {
        var standard = manager.ask(Findings.RULES, "ref", REF + "model-township-centre")
                .get("standard");
        for (var i = 0; i < GROUPS.size(); i++) {
            var group = GROUPS.get(i);
            progress.say("SCORING", i + 1, GROUPS.size(), group.name());
            if (i < 4) {
                for (var seat : SEATS) {
                    scoreAll(member(group, seat), campaign, standard, seat, true);
                }
            } else if (i == 4) {
                scoreAll(member(group, "member-a"), campaign, standard, "member-a", false);
            }
            if (i < 3) {
                signAll(member(group, "leader"), campaign);
            }
        }
    }

    private Person member(Group group, String seat) {
        return person(login(group, seat), SUINING);
    }

    private static List<JsonNode> assigned(Person member, String campaign) {
        var assigned = new ArrayList<JsonNode>();
        member.ask(
                        "query($c: ID!) { applications(campaign: $c, first: 100) { edges { node { id unitName } } } }",
                        "c",
                        campaign)
                .at("/applications/edges")
                .forEach(edge -> assigned.add(edge.get("node")));
        return assigned;
    }

    /** Fills in what the member has not begun, and hands it in if wanted. */
    static void scoreAll(Person member, String campaign, JsonNode standard, String seat, boolean submit) {
        for (var application : assigned(member, campaign)) {
            var id = application.get("id").asString();
            var sheet = member.ask("query($a: ID!) { mySheet(application: $a) { id version state } }", "a", id)
                    .get("mySheet");
            if (sheet.isNull()) {
                var unit = application.get("unitName").asString();
                var diligence = 0.88 + Math.floorMod(unit.hashCode(), 11) / 100.0;
                sheet = member.ask(
                                "mutation($input: SaveAnswersInput!) { saveAnswers(input: $input) { id version state } }",
                                "input",
                                Map.of(
                                        "application",
                                        id,
                                        "answers",
                                        new Findings((unit + seat).hashCode(), diligence)
                                                .answers(standard, CATALOGUE, LocalDate.now(CHINA))))
                        .get("saveAnswers");
            }
            if (submit && sheet.get("state").asString().equals("DRAFT")) {
                member.ask(
                        "mutation($input: SubmitSheetInput!) { submitSheet(input: $input) { state } }",
                        "input",
                        Map.of(
                                "sheet",
                                sheet.get("id").asString(),
                                "version",
                                sheet.get("version").asInt()));
            }
        }
    }

    static void signAll(Person leader, String campaign) {
        for (var application : assigned(leader, campaign)) {
            var id = application.get("id").asString();
            var sheet = consolidated(leader, id);
            if (sheet.isNull()) {
                leader.ask(
                        "mutation($input: ConsolidateInput!) { consolidateSheets(input: $input) { version } }",
                        "input",
                        Map.of("application", id));
                sheet = consolidated(leader, id);
            }
            if (sheet.get("state").asString().equals("SIGNED")) {
                continue;
            }
            for (var criterion : sheet.get("unsettled")) {
                leader.ask(
                        "mutation($input: SettleInput!) { settleCriterion(input: $input) { version } }",
                        "input",
                        Map.of(
                                "application",
                                id,
                                "version",
                                consolidated(leader, id).get("version").asInt(),
                                "criterion",
                                criterion.asString(),
                                "mode",
                                "AVERAGE",
                                "words",
                                "经小组复核，成员各持现场依据，取平均分。"));
            }
            leader.ask(
                    "mutation($input: SignSheetInput!) { signSheet(input: $input) { state } }",
                    "input",
                    Map.of(
                            "application",
                            id,
                            "version",
                            consolidated(leader, id).get("version").asInt()));
        }
    }

    private static JsonNode consolidated(Person leader, String application) {
        return leader.ask(
                        "query($a: ID!) { consolidatedSheet(application: $a) { version state unsettled } }",
                        "a",
                        application)
                .get("consolidatedSheet");
    }

    /** 乐至县 accepts the stations of its villages itself; applications are open. */
    private void stationCampaign() {
        var manager = person("lezhi-manager", LEZHI);
        var campaign = campaign(manager, REF + "county-station-acceptance", List.of());
        if (state(manager, campaign).equals("DRAFT")) {
            step(manager, "openCampaign", campaign);
        }
        var clerk = person("lezhi-clerk", LEZHI);
        for (var edge : clerk.ask("{ units(filter: {kind: VILLAGE_STATION}, first: 5) { edges { node { id } } } }")
                .at("/units/edges")) {
            var unit = edge.at("/node/id").asString();
            clerk.ask(
                    "mutation($input: ApplyInput!) { applyToCampaign(input: $input) { id } }",
                    "input",
                    Map.of(
                            "organiser", LEZHI,
                            "campaign", campaign,
                            "title", "model-station",
                            "unit", unit,
                            "idempotencyKey", "demo-" + unit));
        }
    }

    /** Says how far each group of the city's campaign is. */
    void showProgress() {
        var manager = person("suining-manager", SUINING);
        var campaign = suiningCampaign(manager);
        for (var group : manager.ask(
                        "query($c: ID!) { reviewProgress(campaign: $c) { groups { name applications submitted expected signed } } }",
                        "c",
                        campaign)
                .at("/reviewProgress/groups")) {
            var applications = group.get("applications").asInt();
            var signed = group.get("signed").asInt();
            progress.say(
                    "GROUP",
                    group.get("name").asString(),
                    "█".repeat(signed) + "░".repeat(applications - signed),
                    String.valueOf(group.get("submitted").asInt()),
                    String.valueOf(group.get("expected").asInt()),
                    String.valueOf(signed),
                    String.valueOf(applications));
        }
    }
}

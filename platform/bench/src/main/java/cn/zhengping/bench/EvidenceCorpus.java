package cn.zhengping.bench;

import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Passage;
import cn.zhengping.tenants.divisions.Division;
import cn.zhengping.tenants.divisions.DivisionCode;
import cn.zhengping.tenants.divisions.DivisionDirectory;
import cn.zhengping.tenants.divisions.DivisionLevel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Evidence as the townships and villages of the country would hand it in: so many texts, over so many counties, each with
 * its share by the number of its villages. The words are a service centre's, the names those of the directory, and how
 * often each occurs falls off as it does in language. Texts have 100 to 2000 characters, 500 in the middle. The same size
 * gives the same texts.
 */
final class EvidenceCorpus {

    /** Questions about such texts: common words and rare ones, names, phrases, synonyms, exclusions. */
    static final List<String> QUERIES = List.of(
            "值班表",
            "一次性告知",
            "便民服务中心 巡查记录",
            "好差评 整改",
            "办不成事反映窗口",
            "综合窗口 培训签到",
            "\"首问负责制\"",
            "帮办代办 台账 老年人",
            "医保 参保登记 -退休",
            "12345 工单 回访",
            "满意度测评 98%",
            "宝林镇 代办员",
            "便民服務中心",
            "身份证 补领",
            "高龄津贴 申请 2023年9月",
            "\"群众来电\" 回访",
            "社保卡 激活 村",
            "残疾人证",
            "不动产登记 预约",
            "窗口 延时服务");

    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 1, 4);
    private static final int DAYS = 1400;
    private static final int PAGE = 600;

    private static final String[] TITLES = {
        "值班表", "巡查记录", "培训签到表", "首问负责制度", "一次性告知单", "好差评月报", "办不成事反映窗口登记簿", "帮办代办台账", "进驻事项目录",
        "满意度测评报告", "12345工单办理情况", "综合窗口设置方案", "会议纪要", "设施设备检查表", "应急预案", "村级代办记录", "公示栏照片", "限时办结登记表"
    };

    private static final String[] MATTERS = {
        "城乡居民医保参保登记", "身份证补领", "高龄津贴申请", "社保卡激活", "残疾人证办理", "不动产登记预约", "生育服务登记", "最低生活保障申请", "临时救助申请",
        "户口迁移", "个体工商户登记", "灵活就业登记", "养老保险待遇资格认证", "农村宅基地审批", "林木采伐许可", "老年人优待证", "退役军人优抚申报", "失业登记",
        "公租房申请", "农机购置补贴申请", "食品小作坊备案", "殡葬救助", "孤儿基本生活保障", "学生资助申请", "异地就医备案", "公积金查询", "出入境预约"
    };

    private static final String[] PEOPLE = {"张某某", "李某某", "王某某", "刘某某", "陈某某", "杨某某", "赵某某", "周某某"};

    /** M a matter, P a person, V a village, T a township, N a number, D a day. */
    private static final String[] SENTENCES = {
        "D，T便民服务中心综合窗口受理MN件，当场办结N件，其余按承诺时限办理。",
        "窗口工作人员P为V群众办理M，一次性告知所需材料。",
        "D上午，中心负责人P带队巡查大厅，发现窗口空岗N人次，已当场提醒。",
        "V代办员P上门为行动不便的老年人代办M，全程免费。",
        "群众来电反映M办理慢，回访人员P于D回访，群众表示满意。",
        "本月好差评系统收到评价N条，差评N条，均在规定时间内整改并回访。",
        "组织窗口人员学习首问负责制、限时办结制、一次性告知制，参加N人。",
        "V便民服务站开放日值班人员：P，联系电话已在公示栏公布。",
        "自助终端运行正常，本周打印证明N份，其中M占多数。",
        "办不成事反映窗口登记N件，已协调有关部门办结N件。",
        "D召开业务培训会，由P讲解M的办理流程和注意事项。",
        "大厅无障碍通道、母婴室、老花镜、雨伞、急救箱等便民设施齐全，检查人P。",
        "T党委政府研究，落实便民服务中心工作经费N元，专款专用。",
        "对照进驻事项目录，应进驻N项，实际进驻N项，M已纳入综合窗口。",
        "向V群众发放满意度测评表N份，收回N份，满意率N%。",
        "P值班期间接待群众N人次，主要咨询M。",
        "因系统升级，M暂停办理半天，已在大厅和微信群提前公告。",
        "企业代表P到窗口咨询M，工作人员提供帮办服务并留存记录。",
        "延时服务：D中午值班人员P为V群众办理M。",
        "经抽查档案N份，材料齐全N份，缺少签名N份，限期补正。"
    };

    private final int size;
    private final List<County> counties = new ArrayList<>();

    private record County(Division county, List<String> above, List<Division> townships, long villages) {}

    /**
     * @param size how many texts
     * @param tenants over how many counties, at most as many as there are
     */
    EvidenceCorpus(int size, int tenants) {
        this.size = size;
        var divisions = DivisionDirectory.shared();
        IntStream.range(11, 66)
                .mapToObj(province -> divisions.find(new DivisionCode(province + "0000")))
                .flatMap(Optional::stream)
                .flatMap(province -> divisions.descendants(province.code(), DivisionLevel.COUNTY).stream())
                .limit(tenants)
                .map(county -> new County(
                        county,
                        divisions.ancestors(county.code()).stream()
                                .map(division -> division.code().value())
                                .toList(),
                        divisions.children(county.code()),
                        divisions
                                .descendants(county.code(), DivisionLevel.VILLAGE)
                                .size()))
                .filter(county -> !county.townships().isEmpty() && county.villages() > 0)
                .forEach(counties::add);
    }

    int tenants() {
        return counties.size();
    }

    /** Who searches: a county in the middle, its city, its province. */
    List<String> searchers() {
        var bySize = counties.stream()
                .sorted(Comparator.comparingLong(County::villages))
                .map(county -> county.county().code().value())
                .toList();
        var county = bySize.get(bySize.size() / 2);
        return List.of(county, county.substring(0, 4) + "00", county.substring(0, 2) + "0000");
    }

    /** Held by whoever reads everything of a county, city or province. */
    static String reader(String tenant) {
        return "tenant:" + tenant;
    }

    /** Hands over all entries, county by county, in lists of this length; the last one may be shorter. */
    void forEach(int atOnce, Consumer<List<Entry>> work) {
        var villages = counties.stream().mapToLong(County::villages).sum();
        var entries = new ArrayList<Entry>(atOnce);
        long number = 0;
        long before = 0;
        for (var county : counties) {
            before += county.villages();
            var below = county.townships().stream()
                    .collect(Collectors.toMap(
                            Division::code,
                            township -> DivisionDirectory.shared().children(township.code())));
            for (; number < before * size / villages; number++) {
                entries.add(entry(county, below, number));
                if (entries.size() == atOnce) {
                    work.accept(List.copyOf(entries));
                    entries.clear();
                }
            }
        }
        if (!entries.isEmpty()) {
            work.accept(entries);
        }
    }

    private static Entry entry(County county, Map<DivisionCode, List<Division>> below, long number) {
        var random = new Random(number * 0x9E3779B97F4A7C15L);
        var township = rare(county.townships(), random);
        var villages = below.getOrDefault(township.code(), List.of());
        var day = FIRST_DAY.plusDays(random.nextInt(DAYS));
        var length = (int) Math.clamp(Math.exp(6.2 + 0.6 * random.nextGaussian()), 100, 2000);
        var title = township.name() + day.getYear() + "年" + day.getMonthValue() + "月" + rare(TITLES, random);
        var passages = new ArrayList<Passage>();
        var text = new StringBuilder();
        for (var written = 0; written < length; ) {
            var sentence = sentence(township, villages, day, random);
            text.append(sentence);
            written += sentence.length();
            if (text.length() >= PAGE || written >= length) {
                passages.add(new Passage(passages.size() + 1, text.toString()));
                text.setLength(0);
            }
        }
        var tenant = county.county().code().value();
        var region = new ArrayList<>(county.above());
        region.add(tenant);
        region.add(township.code().value());
        Map<Facet, Set<String>> values = new HashMap<>();
        values.put(Facet.REGION, Set.copyOf(region));
        values.put(Facet.UNIT, Set.of("unit-" + township.code().value()));
        values.put(Facet.CRITERION, Set.of("model-township-centre/c" + random.nextInt(60)));
        values.put(Facet.YEAR, Set.of(Integer.toString(day.getYear())));
        values.put(Facet.FILE_TYPE, Set.of(random.nextInt(3) == 0 ? "jpg" : random.nextBoolean() ? "pdf" : "docx"));
        return new Entry(
                new EntryKey(tenant, EntryKind.EVIDENCE, Long.toString(number)),
                Set.of(
                        reader(tenant),
                        "division:" + tenant + ":" + township.code(),
                        reader(tenant.substring(0, 4) + "00"),
                        reader(tenant.substring(0, 2) + "0000")),
                values,
                title,
                null,
                day,
                passages,
                0);
    }

    private static String sentence(Division township, List<Division> villages, LocalDate day, Random random) {
        var pattern = rare(SENTENCES, random);
        var sentence = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case 'M' -> sentence.append(rare(MATTERS, random));
                case 'P' -> sentence.append(PEOPLE[random.nextInt(PEOPLE.length)]);
                case 'V' ->
                    sentence.append(
                            villages.isEmpty()
                                    ? township.name()
                                    : rare(villages, random).name());
                case 'T' -> sentence.append(township.name());
                case 'N' -> sentence.append(random.nextInt(200));
                case 'D' -> {
                    var date = day.plusDays(random.nextInt(30));
                    sentence.append(date.getMonthValue())
                            .append('月')
                            .append(date.getDayOfMonth())
                            .append('日');
                }
                default -> sentence.append(pattern.charAt(i));
            }
        }
        return sentence.toString();
    }

    private static <T> T rare(List<T> values, Random random) {
        return values.get(rank(values.size(), random));
    }

    private static String rare(String[] values, Random random) {
        return values[rank(values.length, random)];
    }

    /** The first ones often, the last ones seldom. */
    private static int rank(int size, Random random) {
        return (int) (Math.pow(size + 1.0, random.nextDouble()) - 1);
    }
}

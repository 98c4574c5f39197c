using System.Text.RegularExpressions;

namespace Qingjian.Insight.Disclosure.Masking;

/// <summary>What may stay as it is, and who must not be named.</summary>
/// <param name="Keep">Texts that stay whole: party, credit code, legal representative, agency, document number, public telephone.</param>
/// <param name="Persons">Names of natural persons the file knows; hidden wherever they stand.</param>
internal sealed record MaskRules(IReadOnlyCollection<string> Keep, IReadOnlyCollection<string> Persons);

/// <summary>One replacement, for the side-by-side view.</summary>
/// <param name="Start">Position in the text before.</param>
/// <param name="Length">Characters replaced.</param>
/// <param name="By">What stands there now.</param>
/// <param name="Kind">身份证件号, 手机号, 账号, 车牌号, 详细地址, 姓名.</param>
internal sealed record MaskHit(int Start, int Length, string By, string Kind);

/// <summary>A masked text with what was hidden in it.</summary>
internal sealed record Masked(string Before, string After, IReadOnlyList<MaskHit> Hits);

/// <summary>
/// Hides personal data before publication (办法30 arts 63-64; 个人信息 fully hidden, not partly): identity, telephone and account numbers,
/// plates, addresses below the township (U14), names outside the allow list. Organisations, codes of organisations and the representative stay.
/// </summary>
internal static partial class Mask
{
    private const string Surnames =
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公";

    /// <summary>Masks one text.</summary>
    public static Masked Text(string text, MaskRules rules)
    {
        var taken = new List<(int Start, int End)>();
        foreach (var keep in rules.Keep.Where(k => k.Length > 1).OrderByDescending(k => k.Length))
            for (var at = text.IndexOf(keep, StringComparison.Ordinal); at >= 0; at = text.IndexOf(keep, at + keep.Length, StringComparison.Ordinal))
                taken.Add((at, at + keep.Length));

        var hits = new List<MaskHit>();
        var labels = new Dictionary<string, string>();
        // Numbers first: an identity number holds shorter digit runs. Named persons before guessed ones.
        Numbers(IdentityNumber(), "身份证件号");
        Numbers(MobileNumber(), "手机号");
        Numbers(Landline(), "电话号码");
        Numbers(AccountNumber(), "账号");
        Numbers(Plate(), "车牌号");
        Numbers(Mail(), "电子邮箱");
        foreach (var person in rules.Persons.Where(p => p.Length > 1).OrderByDescending(p => p.Length))
            for (var at = text.IndexOf(person, StringComparison.Ordinal); at >= 0; at = text.IndexOf(person, at + person.Length, StringComparison.Ordinal))
                Hit(at, person.Length, Label(person), "姓名");
        foreach (Match match in NamedByRole().Matches(text))
        {
            var name = match.Groups["name"];
            if (Surnames.Contains(name.Value[0], StringComparison.Ordinal)) Hit(name.Index, name.Length, Label(name.Value), "姓名");
        }
        foreach (Match match in Home().Matches(text)) Hit(match.Groups["home"].Index, match.Groups["home"].Length, "***", "住址");
        foreach (Match match in Detail().Matches(text)) Hit(match.Groups["detail"].Index, match.Groups["detail"].Length, "***", "详细地址");
        return new Masked(text, Apply(text, hits), [.. hits.OrderBy(h => h.Start)]);

        void Numbers(Regex pattern, string kind)
        {
            foreach (Match match in pattern.Matches(text)) Hit(match.Index, match.Length, "***", kind);
        }

        void Hit(int start, int length, string by, string kind)
        {
            if (taken.Any(t => start < t.End && start + length > t.Start)) return;
            taken.Add((start, start + length));
            hits.Add(new(start, length, by, kind));
        }

        // 某甲, 某乙 …: one person keeps one label within a text, and nothing of the name.
        string Label(string name)
        {
            const string stems = "甲乙丙丁戊己庚辛壬癸";
            if (!labels.TryGetValue(name, out var label)) labels[name] = label = labels.Count < stems.Length ? $"某{stems[labels.Count]}" : "某某";
            return label;
        }
    }

    private static string Apply(string text, IEnumerable<MaskHit> hits)
    {
        foreach (var hit in hits.OrderByDescending(h => h.Start)) text = string.Concat(text.AsSpan(0, hit.Start), hit.By, text.AsSpan(hit.Start + hit.Length));
        return text;
    }

    [GeneratedRegex(@"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXxＸ](?![0-9A-Za-z])|(?<![0-9A-Za-z])[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])")]
    private static partial Regex IdentityNumber();

    [GeneratedRegex(@"(?<![\dA-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")]
    private static partial Regex MobileNumber();

    [GeneratedRegex(@"(?<!\d)(?:0\d{2,3}[-—－ ]\d{7,8}|\(0\d{2,3}\) ?\d{7,8}|（0\d{2,3}）\d{7,8})(?:[-转]\d{1,6})?(?!\d)")]
    private static partial Regex Landline();

    // Bank cards and accounts: 12 to 30 digits, in groups or in one run; credit codes hold letters or stand on the keep list.
    [GeneratedRegex(@"(?<![0-9A-Za-z.])\d(?:[ -]?\d){11,29}(?![0-9A-Za-z.])")]
    private static partial Regex AccountNumber();

    [GeneratedRegex(@"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•・ ]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]")]
    private static partial Regex Plate();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")]
    private static partial Regex Mail();

    // A word of office or role in front of a name of two to four characters (compound surnames included), or 姓名：.
    [GeneratedRegex(@"(?:姓名|负责人|联系人|经办人|操作工|操作员|员工|工人|司机|驾驶员|证人|见证人|当事人|举报人|投诉人|被询问人|询问人|记录人|检查人|厂长|经理|主任|班长|股东|会计|出纳|保管员|化验员|运维人员|环保专员|签收人|代收人|收件人|受委托人|代理人|居民|村民|业主|执法人员|监测人员|采样人员?)(?:[（(][^（）()]{0,12}[）)])?[：:为是系叫]?\s?(?<name>(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|[\u4e00-\u9fa5])(?:[\u4e00-\u9fa5]{1,2}))(?=[，,。；;、（(：:\s]|陈述|称|说|反映|表示|签名|签字|签收|拒绝|确认|在场|陪同|介绍|承认|等人?|和|与|及|到场|驾驶|持|于|的|$)")]
    private static partial Regex NamedByRole();

    // Everything finer than the township: village, road, number, building, room. The township itself and plant names stay.
    [GeneratedRegex(@"(?:(?<=[镇乡])|(?<=街道(?:办事处)?)|(?<=[区县市旗])(?![\u4e00-\u9fa5]{1,6}(?:镇|乡|街道)))(?<detail>[\u4e00-\u9fa5]{0,10}?园区?\d+号|(?:[\u4e00-\u9fa5A-Za-z0-9]{1,12}?(?:社区|村|组|队|屯|路|街(?!道)|巷|弄|胡同|大道|小区|花园|苑|里|坊))+(?:[\u4e00-\u9fa5A-Za-z0-9]{0,8}?\d+号?)?(?:院|楼)?(?:\d+[号栋幢座楼])?(?:\d+单元)?(?:\d+[室户号])?|\d+号(?:院|楼)?(?:\d+[号栋幢座楼])?(?:\d+单元)?(?:\d+[室户号])?)")]
    private static partial Regex Detail();

    // A home is never published, not even its township: what follows 住址：, 家住, 住 up to the next mark.
    [GeneratedRegex(@"(?:住址|家庭住址|户籍地址|户籍地|家住|现住|居住于|居住在|(?<=[，,；;（(、\s])住(?=[\u4e00-\u9fa5]{2,10}?[省市县区镇乡村]))(?:为|是|在|于)?[：:]?(?<home>[\u4e00-\u9fa5A-Za-z0-9\-－—（）()]{4,60}?)(?=[，,。；;、）)\s]|$)")]
    private static partial Regex Home();
}

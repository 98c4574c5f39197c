using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Vocabulary;
using static Qingjian.Matters.Documents.Papers.CommonText;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>督促履行义务催告书 (DOC39, 强制法 art 54) and 强制执行申请书 (DOC40, art 55). Fine and late fee stand apart.</summary>
internal static class EnforcementPapers
{
    public static IReadOnlyList<Block> Demand(Case file, Money fine, Money lateFee, DateOnly on) =>
    [
        Flush($"{file.Party.Name}："),
        Body($"我局作出的《行政处罚决定书》（{file.Decision!.Number}）已于{PaperWords.Of(file.Decision.ReceivedOn!.Value)}送达你（单位），履行期限已经届满，你（单位）尚未履行。依据《中华人民共和国行政强制法》第五十四条的规定，现催告你（单位）自收到本催告书之日起十个工作日内履行下列义务："),
        Body($"1．缴纳罚款{PaperWords.Of(fine)}；"),
        Body($"2．缴纳加处罚款{PaperWords.Of(lateFee)}。"),
        Body("收到本催告书后，你（单位）有权进行陈述和申辩。逾期仍不履行的，我局将依法申请人民法院强制执行。"),
        new SignOff(file.Agency.Name, on),
    ];

    public static IReadOnlyList<Block> CourtApplication(Case file, Money fine, Money lateFee, string court, DateOnly on) =>
    [
        Flush($"申请人：{file.Agency.Name}　地址：{file.Agency.Address}"),
        .. PartyLines(file.Party, "被申请人"),
        Head("请求事项"),
        Body($"强制执行《行政处罚决定书》（{file.Decision!.Number}）确定的罚款{PaperWords.Of(fine)}和加处罚款{PaperWords.Of(lateFee)}。"),
        Head("事实和理由"),
        Body($"申请人于{PaperWords.Of(file.Decision.On)}作出上述决定并于{PaperWords.Of(file.Decision.ReceivedOn!.Value)}送达。被申请人在法定期限内未申请行政复议、未提起行政诉讼，经{PaperWords.Of(file.Execution!.DemandedOn!.Value)}催告仍未履行。依据《中华人民共和国行政强制法》第五十三条、第五十四条的规定，申请强制执行。"),
        Flush("此致"),
        Flush(court),
        new SignOff(file.Agency.Name, on),
    ];
}

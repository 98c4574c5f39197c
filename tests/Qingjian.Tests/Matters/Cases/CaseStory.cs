using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Matters;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Inspections;
using Qingjian.Matters.Tasks;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Registry.Contract;
using Qingjian.Registry.People;
using Qingjian.Registry.Sources;
using Qingjian.Tests.Fixtures;
using Shouldly;

namespace Qingjian.Tests.Matters.Cases;

/// <summary>A bureau with its people, an enterprise that exceeded COD on 2026-09-08, and the calls a case takes. Times follow section 14 of the enforcement rules.</summary>
internal sealed class CaseStory
{
    public const string County = "611002";
    public required HostFixture Host { get; init; }
    public required string Clue { get; init; }
    public required string EnterpriseId { get; init; }
    /// <summary>The upheld supervision order the clue came from.</summary>
    public required string OrderId { get; init; }
    public required HttpClient Officer { get; init; }
    public required HttpClient Second { get; init; }
    public required HttpClient Leader { get; init; }
    public required HttpClient Reviewer { get; init; }
    public required HttpClient Legal { get; init; }
    public required HttpClient Party { get; init; }
    public required string OfficerId { get; init; }
    public required string SecondId { get; init; }
    public required string LeaderId { get; init; }
    public required string DeputyId { get; init; }
    public string Case { get; private set; } = "";
    public long Version { get; private set; }

    public static async Task<CaseStory> Begin(HostFixture host, string contact = "贾明亮", decimal? factValue = 88)
    {
        host.Clock.SetBeijing(2026, 9, 9, 18);
        string bureau = NewId.Make(), officer = NewId.Make(), second = NewId.Make(), leader = NewId.Make(), deputy = NewId.Make(), enterprise = NewId.Make(), clue = NewId.Make(), order = NewId.Make();
        await host.InScope(async all =>
        {
            var db = all.GetRequiredService<RegistryDb>();
            if (!await db.Organisations.AnyAsync(o => o.Kind == OrganisationKind.Bureau))
                db.Add(new Organisation
                {
                    Id = bureau,
                    Division = "611000",
                    Kind = OrganisationKind.Bureau,
                    Name = "演示市生态环境局",
                    ShortName = "市局",
                    DocumentPrefix = "演环",
                    Address = "演示市商州区环城路1号",
                    Phone = "0914-0000001",
                });
            else bureau = (await db.Organisations.FirstAsync(o => o.Kind == OrganisationKind.Bureau)).Id;
            foreach (var (id, name, title) in new[] { (officer, "秦雪峰", "科员"), (second, "顾长河", "科员"), (leader, "沈卫东", "局长"), (deputy, "罗文静", "副局长") })
                db.Add(new Person { Id = id, Division = County, OrganisationId = bureau, Name = name, JobTitle = title });
            foreach (var id in new[] { officer, second })
                db.Add(new Certificate { Id = NewId.Make(), PersonId = id, Number = $"DEMO{id[..8]}", Issuer = "演示省司法厅", Area = "611000", ValidFrom = new(2023, 3, 1), ValidTo = new(2028, 2, 29) });
            // A credit code belongs to one enterprise; further stories on the same host do without.
            var code = await db.Enterprises.AnyAsync(e => e.CreditCode == "91611002UM6H1PER9B") ? null : "91611002UM6H1PER9B";
            db.Add(new Enterprise
            {
                Id = enterprise,
                Name = "演示丹江水质净化有限公司",
                CreditCode = code,
                Division = County,
                Industry = "4620",
                Address = "演示市商州区城关街道演示工业园1号",
                LegalRepresentative = "赵雨",
                ContactName = "吕桐",
                ContactPhone = "13900000001",
                CreatedAt = host.Clock.GetUtcNow(),
            });
            await db.Commit(new Act("test.seed", "test", "registry", "测试数据"), default);

            var matters = all.GetRequiredService<MattersDb>();
            var number = NewId.Make()[..6];
            var monitoring = all.GetRequiredService<MonitoringDb>();
            monitoring.Add(UpheldOrder(order, enterprise, number));
            await monitoring.Commit(new Act("test.seed", "test", "monitoring", "测试数据"), default);
            matters.Add(new Clue
            {
                Id = clue,
                Number = $"演环线索〔2026〕{number}号",
                ThreadId = clue,
                State = ClueState.Confirmed,
                SourceCode = "auto_monitoring",
                VerdictIds = ["v1"],
                OrderId = order,
                OrderNumber = $"演环督〔2026〕{number}号",
                FoundAt = Beijing(2026, 9, 8, 9),
                RegisteredAt = Beijing(2026, 9, 8, 9),
                RegisteredBy = "system",
                RegisteredByName = "系统",
                EnterpriseId = enterprise,
                Target = "演示丹江水质净化有限公司",
                Division = County,
                Place = "商州区城关街道演示丹江水质净化有限公司总排口",
                Element = "water",
                FactorCode = "w01018",
                FactFrom = Beijing(2026, 9, 8, 0),
                FactTo = Beijing(2026, 9, 9, 0),
                FactValue = factValue,
                FactLimit = 50,
                Content = "2026年9月8日总排口化学需氧量日均值88mg/L，超过GB 18918-2002一级A标准限值50mg/L，超标0.76倍",
                FilingFrom = new(2026, 9, 8),
            });
            CrewMember[] crew = [new(officer, "秦雪峰", $"DEMO{officer[..8]}", "市局"), new(second, "顾长河", $"DEMO{second[..8]}", "市局")];
            matters.Add(new Inspection
            {
                Id = NewId.Make(),
                Number = $"演环检〔2026〕{number}号",
                TaskId = NewId.Make(),
                ClueId = clue,
                ThreadId = clue,
                EnterpriseId = enterprise,
                Target = "演示丹江水质净化有限公司",
                Division = County,
                State = InspectionState.Sealed,
                Crew = [.. crew],
                LeadPersonId = officer,
                SecondPersonId = second,
                StartedAt = Beijing(2026, 9, 9, 10),
                EndedAt = Beijing(2026, 9, 9, 12),
                Content = new RecordContent
                {
                    Place = "商州区城关街道演示丹江水质净化有限公司总排口",
                    PartyName = "演示丹江水质净化有限公司",
                    CreditCode = "91611002UM6H1PER9B",
                    SiteContact = contact,
                    SiteContactPhone = "13800138000",
                    Violation = $"现场负责人{contact}（身份证号610102199001011237，电话13800138000，住商州区城关街道东新路88号2单元301室）在场，称9月8日进水异常，生化池溶解氧偏低，车牌陕A12B45的药剂车未及时到场",
                    Found = true,
                },
                CreatedAt = Beijing(2026, 9, 9, 12),
                SealedAt = Beijing(2026, 9, 9, 13),
                SealedBy = officer,
                Sha256 = new string('a', 64),
                SealedText = "{}",
            });
            await matters.Commit(new Act("test.seed", "test", "matters", "测试数据"), default);
            return 0;
        });
        return new CaseStory
        {
            Host = host,
            Clue = clue,
            EnterpriseId = enterprise,
            OrderId = order,
            OfficerId = officer,
            SecondId = second,
            LeaderId = leader,
            DeputyId = deputy,
            Officer = await host.As(Role.EnforcementOfficer, "611000", name: "秦雪峰", personId: officer),
            Second = await host.As(Role.EnforcementOfficer, "611000", name: "顾长河", personId: second),
            Leader = await host.As(Role.BureauLeader, "611000", name: "沈卫东", personId: leader),
            Reviewer = await host.As(Role.CaseReviewer, "611000", name: "苏婉"),
            Legal = await host.As(Role.LegalReviewer, "611000", name: "罗法"),
            Party = await host.As(Role.Enterprise, County, enterprise, "吕桐"),
        };
    }

    private static SupervisionOrder UpheldOrder(string id, string enterprise, string number) => new()
    {
        Id = id,
        Number = $"演环督〔2026〕{number}号",
        State = OrderState.Upheld,
        Class = "dispatch",
        Trigger = "day_exceeded",
        Colour = "yellow",
        EnterpriseId = enterprise,
        EnterpriseName = "演示丹江水质净化有限公司",
        Division = County,
        OutletId = $"outlet-{number}",
        OutletName = "DW001 总排口",
        Factor = "w01018",
        FactorName = "化学需氧量",
        Day = new(2026, 9, 8),
        Title = "化学需氧量日均值超标",
        Summary = "日均值88mg/L",
        IssuedAt = Beijing(2026, 9, 9, 1),
        DueAt = Beijing(2026, 9, 10, 1),
        FromAt = Beijing(2026, 9, 8, 0),
        ToAt = Beijing(2026, 9, 9, 0),
        Rulebook = "",
        RuleDigest = "",
    };

    public static DateTimeOffset Beijing(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.FromHours(8));

    public void Day(int month, int day, int hour = 10) => Host.Clock.SetBeijing(2026, month, day, hour);

    /// <summary>Posts an act of this case and expects it to be done; the version is carried along.</summary>
    public async Task<JsonNode> Act(HttpClient who, string act, object body)
    {
        var answer = await Try(who, act, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{act}: {(int)answer.StatusCode} {text}");
        var done = JsonNode.Parse(text)!;
        Version = done["version"]!.GetValue<long>();
        return done;
    }

    /// <summary>Posts an act and expects a refusal with this code.</summary>
    public async Task Refused(HttpClient who, string act, object body, string code)
    {
        var answer = await Try(who, act, body);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(422, $"{act}: {text}");
        JsonNode.Parse(text)!["code"]!.GetValue<string>().ShouldBe(code, text);
    }

    public async Task<HttpResponseMessage> Try(HttpClient who, string act, object body)
    {
        var json = JsonSerializer.SerializeToNode(body, HouseJson.Options)!.AsObject();
        json["version"] ??= Version;
        var path = who == Party ? $"/api/my/cases/{Case}/{act}" : $"/api/cases/{Case}/{act}";
        return await who.PostAsJsonAsync(path, json);
    }

    public async Task<JsonNode> Read(HttpClient who) => (await who.GetFromJsonAsync<JsonNode>(who == Party ? $"/api/my/cases/{Case}" : $"/api/cases/{Case}"))!;

    /// <summary>The running or last clock of a key.</summary>
    public async Task<JsonNode> Clock(string key) => (await Read(Leader))["clocks"]!.AsArray().Last(c => c!["key"]!.GetValue<string>() == key)!;

    public async Task<string> Paper(string code) => (await Read(Leader))["papers"]!.AsArray().Last(p => p!["code"]!.GetValue<string>() == code)!["id"]!.GetValue<string>();

    public async Task ProposeFiling()
    {
        var answer = await Officer.PostAsJsonAsync($"/api/clues/{Clue}/case", new
        {
            causeCode = "V003",
            reason = "自动监测日均值超标，现场检查属实",
            conditions = new { primaFacie = true, punishable = true, ownJurisdiction = true, withinLimitation = true },
        });
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(201, text);
        var done = JsonNode.Parse(text)!;
        (Case, Version) = (done["id"]!.GetValue<string>(), done["version"]!.GetValue<long>());
    }

    /// <summary>Takes the case's present version, after something else wrote it.</summary>
    public async Task Refresh() => Version = (await Read(Leader))["case"]!["version"]!.GetValue<long>();

    public Task<JsonNode> Serve(HttpClient who, string paper, DateOnly on) =>
        Act(who, $"papers/{paper}/serve", new { method = "direct", receiver = "吕桐", receiverRelation = "环保专员", place = "当事人办公室", receivedOn = on.ToString("yyyy-MM-dd") });

    public async Task ToInvestigation()
    {
        Day(9, 16);
        await ProposeFiling();
        await Act(Leader, "approve-filing", new { opinion = "同意立案" });
        await Act(Officer, "begin-investigation", new { noConflict = true });
    }

    public async Task AssessAndReport(decimal fine = 390000)
    {
        await Act(Officer, "basis", new { key = "V003/code", reason = "违法行为发生在法典施行之后" });
        await Act(Officer, "assess", new { tableId = (string?)null, choices = Array.Empty<object>(), adjustment = "none", adjustmentPercent = 0, confirmed = fine, reason = "超标倍数不足一倍，初次违法" });
        await Act(Officer, "submit-report", new { course = "调取自动监测数据，现场检查并询问", conclusion = "超标排放水污染物事实清楚", warning = false, withFine = true, other = Array.Empty<string>(), complex = false, publicInterest = false });
    }

    public static object ReviewItems(params string[] names) => names.Select(name => new { name, passed = true, note = "" }).ToArray();

    public async Task ReviewAndNotify(int month = 10, int day = 13)
    {
        Day(10, 12);
        await Act(Reviewer, "review", new { items = ReviewItems("管辖", "事实", "证据", "程序", "时效", "法律适用与裁量"), opinion = "同意" });
        Day(month, day);
        var notice = await Act(Officer, "notice", new { });
        await Serve(Officer, notice["paperId"]!.GetValue<string>(), new(2026, month, day));
    }

    public async Task Discuss(int day = 22)
    {
        Day(10, day);
        await Act(Officer, "discussion/submit", new { });
        await Act(Leader, "discussion", new
        {
            on = $"2026-10-{day:00}",
            place = "局会议室",
            recorderName = "李记",
            conclusion = "同意拟处罚意见",
            votes = new[] { new { personId = LeaderId, agrees = true, opinion = "同意" }, new { personId = DeputyId, agrees = true, opinion = "同意" } },
        });
    }
}

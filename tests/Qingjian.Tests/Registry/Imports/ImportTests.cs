using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Qingjian.Platform.Sheets;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Registry.Imports;

public abstract class ImportTests(HostFixture host)
{
    [Fact]
    public async Task A_bad_row_is_named_by_row_and_column_and_never_loses_the_good_ones()
    {
        using var engineer = await host.Engineer();
        var (good, twice) = (RegistryHosts.NextCreditCode(), RegistryHosts.NextCreditCode());
        var batch = await Upload(engineer, "enterprises", $"""
            企业名称,统一社会信用代码,区划代码,行业代码,经度,纬度,坐标系
            导入好厂,{good},611002,3011,109.99,34.02,GCJ-02
            导入坏码厂,91130200699229617A,611002,3011,,,
            导入坐标厂,{twice},611002,3011,110.88,33.53,
            导入重复厂,{good},611002 商州区,3011 水泥制造,,,
            """);
        batch.GetProperty("good").GetInt32().ShouldBe(1);
        Faults(batch).ShouldBe([(3, "统一社会信用代码"), (4, "经度"), (5, "统一社会信用代码")]);

        var id = batch.Id();
        var taken = await engineer.PostAsync($"/api/imports/batches/{id}/take", null).Done();
        taken.GetProperty("taken").GetInt32().ShouldBe(1);
        taken.GetProperty("bad").GetInt32().ShouldBe(3);
        (await engineer.GetAsync($"/api/search?q={good}").Done()).GetArrayLength().ShouldBe(1);

        using var file = await engineer.GetAsync($"/api/imports/batches/{id}/bad");
        SheetReader.Read(new MemoryStream(await file.Content.ReadAsByteArrayAsync())).Try(out var rows, out _).ShouldBeTrue();
        rows.Count.ShouldBe(4);
        rows[1].Cells[^1].ShouldContain("【统一社会信用代码】");
        // What was handed back can go up again as it is: the column of reasons is not read.
        var again = await Upload(engineer, "enterprises", await file.Content.ReadAsByteArrayAsync(), "退回.xlsx");
        again.GetProperty("bad").GetInt32().ShouldBe(3);
        again.GetProperty("strange").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_doubled_MN_and_a_limit_with_the_wrong_unit_are_named()
    {
        using var engineer = await host.Engineer();
        var code = RegistryHosts.NextCreditCode();
        await Take(engineer, "enterprises", $"企业名称,统一社会信用代码,区划代码,行业代码\n导入全套厂,{code},611002,4620\n", 1);
        await Take(engineer, "outlets", $"企业代码或名称,排放口编号,排放口名称,介质,执行标准,标准类别,标准起始日期\n{code},DW001,总排口,废水,GB 18918-2002,城镇污水处理厂-一级A,2020/1/1\n", 1);

        var monitors = await Upload(engineer, "monitors", $"""
            企业代码或名称,设备标识MN,设备名称,介质,访问密码,排放口编号
            {code},010000A8900016F0001690A1,一号,废水,123456,DW001
            导入全套厂,010000A8900016F0001690A1,二号,废水,123456,
            无此企业,010000A8900016F0001690A2,三号,废水,123456,
            """);
        Faults(monitors).ShouldBe([(3, "设备标识MN"), (4, "企业代码或名称")]);
        await engineer.PostAsync($"/api/imports/batches/{monitors.Id()}/take", null).Done();

        var limits = await Upload(engineer, "limits", $"""
            企业代码或名称,排放口编号,因子,均值,限值上限,单位,依据,起始日期
            {code},DW001,w01018 化学需氧量,日均值,40,mg/L,许可证,2026-01-01
            {code},DW001,w21003,日均值,5,mg/m3,许可证,2026-01-01
            {code},DW001,w01018,日均值,45,mg/L,许可证,2026-03-01
            """);
        Faults(limits).ShouldBe([(3, "单位"), (4, "起始日期")]);
    }

    [Fact]
    public async Task Two_hundred_rows_with_the_defects_of_a_real_list_are_told_apart()
    {
        // Shapes of a public list of 220 units (no code, dashes, zero-width blanks, brackets for a second site, wrong symbols); codes invented.
        var units = File.ReadLines(Path.Combine(HostFixture.Repository, "tests", "Qingjian.Tests", "Registry", "Imports", "key-units.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        using var nation = await host.Engineer("000000");
        var table = new StringBuilder("企业名称,统一社会信用代码,排污许可证编号,区划代码,行业代码,经度,纬度\n");
        foreach (var u in units) table.Append(System.Globalization.CultureInfo.InvariantCulture, $"测试单位{u[0]},{u[1]},{u[3]},{u[4]},4620,{u[5]},{u[6]}\n");
        var batch = await Upload(nation, "enterprises", table.ToString());

        var columns = batch.GetProperty("columns").EnumerateArray().Select(c => c.GetString()!).ToList();
        var seen = new HashSet<string>();
        foreach (var (row, unit) in batch.GetProperty("rows").EnumerateArray().Zip(units))
        {
            var faulty = row.GetProperty("faults").EnumerateArray().Select(f => columns[f.GetProperty("column").GetInt32()]).ToHashSet();
            var bad = unit[2] == "0" || !seen.Add(unit[1]);
            faulty.Contains("统一社会信用代码").ShouldBe(bad, row.ToString());
            row.GetProperty("notes").EnumerateArray().Any(n => n.GetProperty("message").GetString()!.StartsWith("未核对", StringComparison.Ordinal)).ShouldBe(unit[5].Length > 0, row.ToString());
        }
        var good = batch.GetProperty("good").GetInt32();
        good.ShouldBeInRange(100, 139);
        (await nation.PostAsync($"/api/imports/batches/{batch.Id()}/take", null).Done()).GetProperty("taken").GetInt32().ShouldBe(good);
    }

    [Theory]
    [InlineData("名字,代码\n甲,乙\n", "没有找到表头")]
    [InlineData("企业名称,统一社会信用代码\n甲,乙\n", "缺少必填列：区划代码、行业代码")]
    [InlineData("企业名称,企业名称,区划代码,行业代码\n甲,乙,丙,丁\n", "列重复了：企业名称")]
    [InlineData("企业名称,区划代码,行业代码\n", "没有数据行")]
    public async Task Wrong_columns_are_said_before_any_row_is_read(string content, string said)
    {
        using var engineer = await host.Engineer();
        var (status, problem) = await engineer.PostAsync("/api/imports/enterprises", Form(Encoding.UTF8.GetBytes(content), "表.csv")).Refused();
        status.ShouldBe(422);
        problem.GetProperty("title").GetString()!.ShouldContain(said);
    }

    [Fact]
    public async Task A_list_with_other_headings_is_mapped_once_and_remembered_by_the_bureau()
    {
        using var engineer = await host.Engineer("611023");
        var (first, second) = (RegistryHosts.NextCreditCode(), RegistryHosts.NextCreditCode());
        var head = "年度重点单位名录,,,\n厂名,代码,区县码,类别,自编号\n";
        var content = Encoding.UTF8.GetBytes($"{head}映射一厂,{first},611023,3011,甲\n映射二厂,{first},611023,3011,乙\n");

        // Unknown headings are named by row and column, and nothing is kept.
        var (status, problem) = await engineer.PostAsync("/api/imports/enterprises", Form(content, "名录.csv")).Refused();
        status.ShouldBe(422);
        problem.GetProperty("code").GetString().ShouldBe("import-columns");

        var seen = await engineer.PostAsync("/api/imports/enterprises/columns", Form(content, "名录.csv")).Done();
        (seen.GetProperty("head").GetInt32(), seen.GetProperty("fits").GetBoolean()).ShouldBe((2, false));
        var headings = seen.GetProperty("headings").EnumerateArray().ToDictionary(h => h.GetProperty("title").GetString()!);
        headings["厂名"].GetProperty("column").GetString().ShouldBe("企业名称");
        headings["厂名"].GetProperty("how").GetString().ShouldBe("similar");
        headings["代码"].GetProperty("samples")[0].GetString().ShouldBe(first);

        (await Code("[{\"at\":0,\"column\":\"企业名称\"},{\"at\":1,\"column\":\"企业名称\"}]")).ShouldContain("企业名称（A列“厂名”、B列“代码”）");
        (await Code("[{\"at\":0,\"column\":\"厂长\"}]")).ShouldContain("第2行A列“厂名”对应的“厂长”不是模板的列");
        (await Code("[{\"at\":0,\"column\":\"企业名称\"}]")).ShouldContain("第2行的表头缺少必填列：区划代码、行业代码。不认识的列：B列“代码”、C列“区县码”");
        (await Code("不是对应")).ShouldContain("不能读取");

        var mapping = "[{\"at\":0,\"column\":\"企业名称\"},{\"at\":1,\"column\":\"统一社会信用代码\"},{\"at\":2,\"column\":\"区划代码\"},{\"at\":3,\"column\":\"行业代码\"},{\"at\":4,\"column\":null}]";
        var batch = await engineer.PostAsync("/api/imports/enterprises", Form(content, "名录.csv", mapping)).Done();
        Faults(batch).ShouldBe([(4, "统一社会信用代码")]);
        batch.GetProperty("strange").EnumerateArray().Select(s => s.GetString()).ShouldBe(["E列“自编号”"]);

        // Next time, and for a colleague of the same bureau, no choice is asked for; another bureau chooses for itself.
        using var colleague = await host.Engineer("611023");
        var again = await Upload(colleague, "enterprises", $"{head}映射三厂,{second},611023,3011,丙\n");
        again.GetProperty("good").GetInt32().ShouldBe(1);
        using var other = await host.Engineer("611002");
        (await other.PostAsync("/api/imports/enterprises", Form(content, "名录.csv")).Refused()).Status.ShouldBe(422);

        async Task<string> Code(string choices) => (await engineer.PostAsync("/api/imports/enterprises", Form(content, "名录.csv", choices)).Refused()).Problem.GetProperty("title").GetString()!;
    }

    [Fact]
    public async Task The_template_carries_its_lists_and_another_persons_batch_looks_missing()
    {
        using var engineer = await host.Engineer();
        using var file = await engineer.GetAsync("/api/imports/enterprises/template");
        SheetReader.Read(new MemoryStream(await file.Content.ReadAsByteArrayAsync())).Try(out var rows, out _).ShouldBeTrue();
        rows[0].Cells.ShouldContain("统一社会信用代码");
        var batch = await Upload(engineer, "enterprises", "企业名称,区划代码,行业代码\n某厂,611002,3011\n");
        using var other = await host.Engineer();
        (await other.GetAsync($"/api/imports/batches/{batch.Id()}").Refused()).Status.ShouldBe(404);
    }

    private static IEnumerable<(int, string)> Faults(JsonElement batch)
    {
        var columns = batch.GetProperty("columns").EnumerateArray().Select(c => c.GetString()!).ToList();
        return [.. batch.GetProperty("rows").EnumerateArray().SelectMany(r => r.GetProperty("faults").EnumerateArray().Select(f => (r.GetProperty("number").GetInt32(), columns[f.GetProperty("column").GetInt32()])))];
    }

    private static async Task Take(HttpClient client, string kind, string content, int rows)
    {
        var batch = await Upload(client, kind, content);
        (await client.PostAsync($"/api/imports/batches/{batch.Id()}/take", null).Done()).GetProperty("taken").GetInt32().ShouldBe(rows, batch.ToString());
    }

    private static Task<JsonElement> Upload(HttpClient client, string kind, string content) => Upload(client, kind, Encoding.UTF8.GetBytes(content), "表.csv");

    private static Task<JsonElement> Upload(HttpClient client, string kind, byte[] content, string name) => client.PostAsync($"/api/imports/{kind}", Form(content, name)).Done();

    private static MultipartFormDataContent Form(byte[] content, string name, string? mapping = null)
    {
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var form = new MultipartFormDataContent { { part, "file", name } };
        if (mapping is not null) form.Add(new StringContent(mapping), "mapping");
        return form;
    }
}

public sealed class SqliteImportTests(SqliteHost host) : ImportTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresImportTests(PostgresHost host) : ImportTests(host), IClassFixture<PostgresHost>;

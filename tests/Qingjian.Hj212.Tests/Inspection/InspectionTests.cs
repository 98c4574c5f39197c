using System.Text;

namespace Qingjian.Hj212.Tests.Inspecting;

public class InspectionTests
{
    [Fact]
    public void A_good_packet_is_laid_out_without_a_gap()
    {
        for (var number = 1; number <= 20; number++)
        {
            var bytes = Frames.E(number);
            var report = Inspection.Of(bytes);
            report.Refusal.ShouldBeNull();
            report.Findings.ShouldBeEmpty($"E{number}");
            report.CrcSaid.ShouldBe(report.CrcComputed);
            report.LengthSaid.ShouldBe(report.LengthCounted);
            report.CommandName.ShouldNotBeNull();
            var covered = new bool[bytes.Length];
            foreach (var field in report.Fields)
            {
                field.NameZh.ShouldNotBeEmpty();
                for (var i = field.Offset; i < field.Offset + field.Length; i++)
                {
                    covered[i].ShouldBeFalse($"E{number} byte {i} twice");
                    covered[i] = true;
                }
            }
            for (var i = 0; i < bytes.Length; i++)
                (covered[i] || bytes[i] is (byte)';' or (byte)',' or (byte)'&').ShouldBeTrue($"E{number} byte {i} '{(char)bytes[i]}'");
        }
    }

    [Fact]
    public void A_value_is_named_in_Chinese_with_its_unit()
    {
        var report = Inspection.Of(Frames.E(1));
        report.CommandName.ShouldBe("上传污染物实时数据");
        report.Direction.ShouldBe(Direction.Up);
        report.AnswerDue.ShouldBe(9014);
        report.Version.ShouldBe(ProtocolVersion.V2017);
        report.Fields.Single(f => f.Name == "a21026-ZsRtd").ShouldSatisfyAllConditions(
            f => f.NameZh.ShouldBe("二氧化硫 折算实时值"),
            f => f.Unit.ShouldBe("mg/m3"),
            f => f.Raw.ShouldBe("a21026-ZsRtd=28.59"));
        report.Fields.Single(f => f.Name == "a21026-Flag").Meaning.ShouldBe("正常");
        report.Fields.Single(f => f.Name == "Flag").Meaning.ShouldBe("HJ 212-2017，要求应答，不拆分");
        report.Fields.Single(f => f.Name == "QN").Meaning.ShouldBe("2026年7月1日 08:30:00.123");
        report.Fields.Single(f => f.Name == "ST").Meaning.ShouldBe("大气环境污染源");
        report.Fields.Single(f => f.NameZh == "CRC校验").Meaning.ShouldBe("正确");
    }

    [Fact]
    public void The_broken_check_sum_of_E21_is_explained()
    {
        var report = Inspection.Of(Frames.E(21));
        report.Refusal!.Code.ShouldBe("crc-wrong");
        report.Refusal.Offset.ShouldBe(442);
        report.CrcSaid.ShouldBe("0000");
        report.CrcComputed.ShouldBe("DEC1");
        report.Fields.Single(f => f.NameZh == "CRC校验").Meaning.ShouldBe("不正确，应为DEC1");
        report.Fields.ShouldContain(f => f.Name == "a21026-Rtd");
    }

    [Fact]
    public void Faults_stand_at_their_field()
    {
        var report = Inspection.Of(Frames.Of(
            "QN=20260701083000123;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20260701083000;a19001-Rtd=99.9,a19001-Flag=Q&&"));
        report.Refusal.ShouldBeNull();
        report.Fields.Single(f => f.Name == "a19001-Rtd").Findings.Single().Code.ShouldBe("value-suspect");
        report.Fields.Single(f => f.Name == "a19001-Flag").Findings.Single().Code.ShouldBe("data-flag-unknown");
    }

    [Fact]
    public void Missing_and_foreign_fields_of_a_command_are_named()
    {
        var report = Inspection.Of(Frames.Of(
            "QN=20260701083000123;ST=31;CN=1062;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&VaseNo=3&&"));
        report.Direction.ShouldBe(Direction.Down);
        report.Findings.Select(f => f.Code).ShouldBe(["field-unexpected", "field-missing"], ignoreOrder: true);
    }

    [Fact]
    public void Pasted_text_without_line_end_and_several_packets_are_read()
    {
        var reports = Inspection.OfText(Frames.Worked[0] + "\n" + Frames.Worked[1]);
        reports.Count.ShouldBe(2);
        reports.ShouldAllBe(r => r.Refusal == null);
        reports[1].Command.ShouldBe(9014);
        Inspection.OfText(Frames.Worked[0] + "\\r\\n")[0].Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_bare_data_segment_and_rubbish_are_explained_too()
    {
        var bare = Inspection.OfText(Frames.Worked[0][6..^4])[0];
        bare.Refusal!.Code.ShouldBe("frame-unfinished");
        bare.CrcComputed.ShouldBe("DEC1");
        bare.Fields.ShouldContain(f => f.Name == "a21026-Rtd");
        Inspection.OfText("hello")[0].Refusal.ShouldNotBeNull();
        Inspection.OfText("")[0].Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void Old_codes_are_named_by_the_registered_medium()
    {
        var report = Inspection.Of(Frames.E(18), new InspectionSettings { Medium = Medium.Air });
        report.Fields.Single(f => f.Name == "02-ZsRtd").NameZh.ShouldBe("二氧化硫 折算实时值");
    }

    [Fact]
    public void Gbk_text_is_shown_as_text()
    {
        byte[] segment =
        [
            .. Encoding.ASCII.GetBytes("QN=20260701083000123;ST=32;CN=3020;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20260701083000;i11001-Info=//"),
            0xC7, 0xE5, 0xCF, 0xB4, .. "//&&"u8,
        ];
        var report = Inspection.Of(Frames.Of(segment));
        report.Fields.Single(f => f.Name == "i11001-Info").Meaning.ShouldBe("清洗");
        report.Findings.Single().Code.ShouldBe("text-gbk");
    }
}

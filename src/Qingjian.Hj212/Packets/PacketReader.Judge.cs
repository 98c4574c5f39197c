using System.Text.Unicode;

namespace Qingjian.Hj212;

// What must hold of header and data area as a whole.
public sealed partial class PacketReader
{
    private bool JudgeHeader(ReadOnlySpan<byte> segment)
    {
        var end = _head.HeaderLength;
        if ((_head.Seen & 1u << (int)HeaderField.St) == 0)
            return Refuse(Finding.StBad, end);
        if ((_head.Seen & 1u << (int)HeaderField.Cn) == 0)
            return Refuse(Finding.CnBad, end);
        if ((_head.Seen & 1u << (int)HeaderField.Mn) == 0)
            return Refuse(Finding.MnBad, end);
        if (!_head.HasPw)
            Note(Finding.PwEmpty, end);
        if (_head.Flag >> 2 > Edition2025.VersionBits)
            return Refuse(Finding.VersionUnknown, Math.Max(0, segment[..end].IndexOf("lag="u8) - 1));
        _head.Version = (ProtocolVersion)((_head.Flag >> 2) + 1);
        if (!JudgeSplit(end))
            return false;

        var system = SystemTypes.Find(_head.St.Of(segment));
        if (system is null)
            Note(Finding.SystemUnknown, _head.St.Start);
        else
            _head.Medium = system.Medium;
        var command = Commands.Find(_head.Command, Direction.Both);
        if (command is null)
            Note(Finding.CommandUnknown, _head.Cn.Start);
        else if (command.Since == 2005 && _head.Version != ProtocolVersion.V2005)
            Note(Finding.CommandRetired, _head.Cn.Start);
        if (_head.Version != ProtocolVersion.V2005)
        {
            if (!_head.HasQn)
                Note(Finding.QnMissing, 0);
            if (!IsMn2017(_head.Mn.Of(segment)))
                Note(Finding.MnUnusual, _head.Mn.Start);
        }
        if (Edition2025.MayBeEncrypted(_head.Flag, _head.Command)
            && Edition2025.IsCipherText(segment.Slice(_head.AreaStart, _head.AreaLength)))
            return Refuse(Finding.EncryptedNoKey, _head.AreaStart);
        return true;
    }

    private bool JudgeSplit(int end)
    {
        var marked = (_head.Flag & 2) != 0;
        if (!_head.HasPnum && !_head.HasPno)
            return !marked || !_rulings.RefuseSplitWithoutNumbers || Refuse(Finding.SplitNumbersMissing, end);
        if (!_head.HasPnum || !_head.HasPno)
            return Refuse(Finding.SplitNumbersMissing, end);
        if (_head.PartNumber < 1 || _head.PartNumber > _head.PartCount)
            return Refuse(Finding.SplitNumbersBad, end);
        if (!marked)
            Note(Finding.PartWithoutSplitBit, end);
        _head.IsPart = true;
        return true;
    }

    private bool JudgeArea(ReadOnlySpan<byte> segment)
    {
        var area = segment.Slice(_head.AreaStart, _head.AreaLength);
        var text = area.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (text >= 0 && !Utf8.IsValid(area))
            Note(Texts.IsGb18030(area) ? Finding.TextGbk : Finding.TextUndecodable, _head.AreaStart + text);

        var values = false;
        foreach (ref readonly var run in _runs.AsSpan(0, _runCount))
            values |= run.HasValue & !run.IsField;
        if (!_head.HasFlag && _modern)
        {
            _head.Version = ProtocolVersion.V2017;
            Note(Finding.FlagMissing, _head.HeaderLength);
        }
        if (_head.Version != ProtocolVersion.V2005 && _head.Command != 2111)
            JudgeDataFlags();

        if (_dataTimePair < 0)
        {
            // Every part that stands alone repeats DataTime.
            var due = values && _head.Command is >= 2000 and <= 2999 and not 2072 || _head.IsPart && _pairCount > 0;
            return !due || Refuse(Finding.DataTimeMissing, _head.AreaStart);
        }
        if (!_head.HasQn && (_head.Flag & 1) != 0 && _rulings.AnswerWithoutQn)
            Note(Finding.QnFromDataTime, 0);
        var uneven = _head.Command switch
        {
            2061 => _dataTime.Minute != 0 || _dataTime.Second != 0,
            2031 or 2041 => _dataTime.TimeOfDay != TimeSpan.Zero,
            2051 or 2111 => _dataTime.Second != 0,
            _ => false,
        };
        if (uneven)
            Note(Finding.PeriodUneven, _pairs[_dataTimePair].ValueStart);
        return true;
    }

    private void JudgeDataFlags()
    {
        for (var i = 0; i < _runCount; i++)
        {
            ref readonly var run = ref _runs[i];
            if (run.Continues || run.HasFlag || !run.HasValue)
                continue;
            if (run.Medium is Medium.Noise or Medium.Other)
                continue;
            var flag = false;
            for (var next = run.Same; next >= 0 && !flag; next = _runs[next].Same)
                flag = _runs[next].HasFlag;
            if (flag)
                continue;
            Note(Finding.DataFlagMissing, _pairs[run.FirstPair].NameStart);
            return;
        }
    }

    private static bool IsMn2017(ReadOnlySpan<byte> mn) =>
        mn.Length == 24 && mn.IndexOfAnyExcept(UpperHex) < 0;

    private static readonly System.Buffers.SearchValues<byte> UpperHex = System.Buffers.SearchValues.Create("0123456789ABCDEF"u8);
}

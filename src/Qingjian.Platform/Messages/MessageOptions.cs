using System.ComponentModel.DataAnnotations;

namespace Qingjian.Platform.Messages;

/// <summary>Sending of outside messages (configuration section <c>Messages</c>).</summary>
public sealed class MessageOptions
{
    private static readonly int[] Usual = [30, 120, 600, 1800, 7200, 21600, 43200];

    /// <summary>Seconds to wait after each failed attempt; after the last one the message is dead until somebody sends it again. Empty for the
    /// usual ones: 30 s, 2 min, 10 min, 30 min, 2 h, 6 h, 12 h.</summary>
    public int[] RetrySeconds { get; set; } = [];

    // A binder adds to the array that is there: so the usual ones stand apart.
    internal int[] Waits => RetrySeconds.Length > 0 ? RetrySeconds : Usual;

    /// <summary>Seconds a receiver has to answer.</summary>
    [Range(1, 300)] public int AnswerSeconds { get; set; } = 20;
}

namespace Qingjian.Host.Demo;

/// <summary>The demonstration (section <c>Demo</c>).</summary>
public sealed class DemoOptions
{
    /// <summary>Seeds the demo city into an empty house and shows its accounts on the sign-in page.</summary>
    public bool Enabled { get; set; }

    /// <summary>File of the invented city.</summary>
    public string City { get; set; } = "demo/city.json";
}

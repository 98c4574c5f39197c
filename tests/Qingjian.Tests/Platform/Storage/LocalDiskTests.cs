using Qingjian.Platform.Storage;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform.Storage;

/// <summary>The embedded store refuses a network disk at start (reliability-security 4.2).</summary>
public sealed class LocalDiskTests
{
    private const string Mounts = """
        /dev/vda / ext4 rw 0 0
        nas:/export /srv/data nfs4 rw 0 0
        /dev/vdb /srv/data/local xfs rw 0 0
        //server/share /mnt/my\040share cifs rw 0 0
        user@host: /home/me/remote fuse.sshfs rw 0 0
        overlay /over fuse.fuse-overlayfs rw 0 0
        nas:/a /twice nfs rw 0 0
        tmpfs /twice tmpfs rw 0 0
        """;

    [Theory]
    [InlineData("/var/lib/qingjian", null)]
    [InlineData("/srv/data", "nfs4")]
    [InlineData("/srv/data/house", "nfs4")]
    [InlineData("/srv/database", null)]
    [InlineData("/srv/data/local/house", null)]
    [InlineData("/mnt/my share/data", "cifs")]
    [InlineData("/home/me/remote/data", "fuse.sshfs")]
    [InlineData("/over/data", null)]
    [InlineData("/twice/data", null)]
    public void The_longest_mount_decides(string path, string? found) => LocalDisk.NetworkFileSystemOf(path, Mounts).ShouldBe(found);

    [Fact]
    public void A_network_disk_is_refused_in_both_languages_and_a_local_one_is_not()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "nas:/export / nfs4 rw 0 0\n");
            var why = Should.Throw<NetworkDiskException>(() => LocalDisk.Demand("/data", file)).Message;
            why.ShouldContain("网络磁盘");
            why.ShouldContain("network disk (nfs4)");
            Should.NotThrow(() => LocalDisk.Demand("/data", "/no/such/file"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}

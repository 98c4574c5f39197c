using Qingjian.Host;

if (CommandLine.Help(args)) return 0;

return await Startup.Guard(async () =>
{
    await using var app = House.Build(args);
    await app.Start();
    await app.WaitForShutdownAsync();
});

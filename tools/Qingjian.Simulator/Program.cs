using System.Globalization;
using System.Runtime.InteropServices;
using Qingjian.Simulator;
using Qingjian.Simulator.Conformance;
using Qingjian.Simulator.Loggers;
using Qingjian.Simulator.People;
using Qingjian.Simulator.Plants;

const string help = """
    qj-simulator: simulated HJ 212 loggers for any server

      city --file CITY.json      the loggers of a city file, with scripted incidents
           --history-days N      first fills in N days of hours and days and two days of minutes (default 0)
           --more N              N further loggers beside them
           --pages URL           its people too: plants mark, an officer reviews, messages are taken (demo accounts only)
           --messages-port P     where the people's telephones listen (default 9213)
      crowd --loggers N          N loggers of one kind, each sending real-time data
           --mn-prefix P         their MNs are P, 8 digits, padded to 24 (default 99)
           --every SECONDS       interval of real-time data (default 60)
      conform --mn MN            tries the server clause by clause with a registered MN and writes a report
           --pw PW --st ST --report FILE

      --host H --port P          the server (default 127.0.0.1 9212)
      --for SECONDS              stops by itself

    Incidents of the city: exceedances, flat lines, calibration and maintenance flags, hours that never came, bad CRC, an unregistered logger, a clock eight
    minutes ahead, ten silent minutes an hour, split packets (long ones), reversed order, and an hour re-sent with a lower value.
    Exit code: 0, or 1 when a clause failed, or 2 for a wrong option.
    """;

var options = new Options(args);
if (options.Command is null || options.Has("help")) { Console.WriteLine(help); return options.Has("help") ? 0 : 2; }
var host = options.Text("host", "127.0.0.1");
var port = options.Number("port", 9212);
var clock = TimeProvider.System;
if (options.Command == "conform")
    return await Report.Run(host, port, options.Text("mn", ""), options.Text("pw", "123456"), options.Text("st", "31"), options.TextOrNull("report"), clock);

List<Plant> plants;
var own = 0;
switch (options.Command)
{
    case "city":
        plants = CityPlants.Read(options.Text("file", "demo/city.json"));
        own = plants.Count;
        // A stranger whose MN nobody has registered: the gateway shows it and does not answer.
        plants.Add(Plant.OfCrowd(1, "97"));
        plants.AddRange(Enumerable.Range(1, options.Number("more", 0)).Select(n => Plant.OfCrowd(n, "98")));
        break;
    case "crowd":
        plants = [.. Enumerable.Range(1, options.Number("loggers", 100)).Select(n => Plant.OfCrowd(n, options.Text("mn-prefix", "99")) with { RealtimeSeconds = options.Number("every", 60) })];
        break;
    default:
        Console.Error.WriteLine($"Unknown command {options.Command}.");
        Console.WriteLine(help);
        return 2;
}

using var stop = new CancellationTokenSource();
if (options.Number("for", 0) is > 0 and var seconds) stop.CancelAfter(TimeSpan.FromSeconds(seconds));
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => { signal.Cancel = true; stop.Cancel(); });
Console.CancelKeyPress += (_, press) => { press.Cancel = true; stop.Cancel(); };

var tally = new Tally();
var loggers = plants.Select((plant, place) => new Logger(plant, place, host, port, clock, tally)).ToList();
var running = loggers.Select(logger => logger.Run(options.Command == "city" ? options.Number("history-days", 0) : 0, stop.Token)).ToList();
if (options.TextOrNull("pages") is { } pages)
{
    var phones = new Phones(options.Number("messages-port", 9213), tally);
    running.Add(phones.Run(stop.Token));
    running.Add(new Townspeople(new Uri(pages.TrimEnd('/') + '/'), options.Text("password", "Qingjian-Demo-2026"), phones, clock).Run(Task.WhenAll(loggers.Take(own).Select(logger => logger.History)), stop.Token));
}
while (!stop.IsCancellationRequested)
{
    try { await Task.Delay(TimeSpan.FromSeconds(10), stop.Token); }
    catch (OperationCanceledException) { break; }
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():HH:mm:ss} connected {tally.Connected}/{plants.Count}, sent {tally.Sent}, answered {tally.Answered}, unanswered {tally.Unanswered}, messages {tally.Messages}"));
}
await Task.WhenAll(running);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sent {tally.Sent}, answered {tally.Answered}, unanswered {tally.Unanswered}"));
return 0;

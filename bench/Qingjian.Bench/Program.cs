using Qingjian.Bench;

return args.FirstOrDefault() switch
{
    "parser" => ParserBench.Run(),
    "fuzz" => ParserFuzz.Run(args),
    "ingest" => IngestBench.Run(args),
    "ingest-load" => IngestLoad.Run(args),
    "backfill" => BackfillBench.Run(args),
    "idle" => IdleBench.Run(args),
    "idle-load" => IngestLoad.Idle(args),
    "alarm" => AlarmBench.Run(args),
    "desk" => DeskBench.Run(args),
    "judge" => JudgeBench.Run(args),
    "ceilings" => CeilingBench.Run(args),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("parser");
    Console.WriteLine("fuzz [inputs] [seed]");
    Console.WriteLine("ingest [connections] [seconds] [packets a second] [postgres connection]");
    Console.WriteLine("idle [connections]");
    Console.WriteLine("backfill [loggers]");
    Console.WriteLine("alarm [loggers] [alarms]");
    Console.WriteLine("desk");
    Console.WriteLine("judge [outlets]");
    Console.WriteLine("ceilings [connections] [seconds] [postgres connection]");
    return 2;
}

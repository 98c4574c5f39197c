using Qingjian.Bench;

return args.FirstOrDefault() switch
{
    "ingest" => IngestBench.Run(args),
    "ingest-load" => IngestLoad.Run(args),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("ingest [connections] [seconds] [packets a second]");
    return 2;
}

using Qingjian.Bench;

return args.FirstOrDefault() switch
{
    "parser" => ParserBench.Run(),
    "fuzz" => ParserFuzz.Run(args),
    "ingest" => IngestBench.Run(args),
    "ingest-load" => IngestLoad.Run(args),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("parser");
    Console.WriteLine("fuzz [inputs] [seed]");
    Console.WriteLine("ingest [connections] [seconds] [packets a second]");
    return 2;
}

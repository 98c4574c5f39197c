using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;
using Qingjian.Platform.Secrets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.People;
using Qingjian.Registry.People.SignIn;
using Qingjian.Registry.Places;
using Qingjian.Registry.Sources;
using Monitor = Qingjian.Registry.Sources.Monitor;

namespace Qingjian.Registry.Demo;

/// <summary>Furnishes an empty house with the invented demo city: organisations, people with accounts and certificates, sources. Does nothing in a house that has any.</summary>
internal sealed class SeedCity(RegistryDb registry, SignInDb signIn, Accounts accounts, Divisions divisions, SecretBox secrets, IStations stations, TimeProvider clock)
{
    private static readonly DateOnly Since = new(2020, 1, 1);

    public static async Task Run(IServiceProvider services, string file, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        await ActivatorUtilities.CreateInstance<SeedCity>(scope.ServiceProvider).Seed(file, stop);
    }

    private async Task Seed(string file, CancellationToken stop)
    {
        if (await signIn.Accounts.AnyAsync(stop) || await registry.Enterprises.AnyAsync(stop)) return;
        var city = JsonSerializer.Deserialize<CityFile>(await File.ReadAllTextAsync(file, stop), HouseJson.Options)
            ?? throw new InvalidDataException($"{file} holds no city.");

        var bodies = city.Organisations.ToDictionary(o => o.Key, Body);
        registry.Organisations.AddRange(bodies.Values);
        var firms = city.Enterprises.ToDictionary(e => e.Key, Firm);
        var people = city.People.ToDictionary(p => p.Key, p => Human(p, bodies));
        await registry.Commit(new Act("demo.seed", "city", city.Division, "建立演示城市的单位、人员和污染源"), stop);

        foreach (var human in city.People.Where(p => p.Account is not null)) await Account(human, people[human.Key], bodies, firms, city, stop);
        await signIn.Commit(new Act("demo.accounts", "city", city.Division, "建立演示账号"), stop);
        await stations.Reload(stop);
    }

    private Organisation Body(CityFile.Body o) => new()
    {
        Id = NewId.Make(),
        Division = o.Division,
        Kind = o.Kind,
        Name = o.Name,
        ShortName = o.ShortName,
        DocumentPrefix = o.DocumentPrefix,
        Address = o.Address,
        Phone = o.Phone,
    };

    private string Human(CityFile.Human human, Dictionary<string, Organisation> bodies)
    {
        var id = NewId.Make();
        if (human.Organisation is not { } key) return id;
        var body = bodies[key];
        registry.People.Add(new Person { Id = id, Division = body.Division, OrganisationId = body.Id, Name = human.Name, JobTitle = human.JobTitle });
        if (human.Certificate is { } paper)
            registry.Certificates.Add(new Certificate
            {
                Id = NewId.Make(),
                PersonId = id,
                Number = paper.Number,
                Issuer = "演示省人民政府",
                Area = body.Division,
                ValidFrom = paper.From,
                ValidTo = paper.To,
            });
        return id;
    }

    private Enterprise Firm(CityFile.Firm firm)
    {
        var enterprise = new Enterprise
        {
            Id = NewId.Make(),
            Name = firm.Name,
            CreditCode = firm.CreditCode,
            PermitNo = firm.PermitNo,
            Division = firm.Division,
            Industry = firm.Industry,
            Address = firm.Address,
            LegalRepresentative = firm.LegalRepresentative,
            ContactName = firm.ContactName,
            ContactPhone = firm.ContactPhone,
            Longitude = firm.Lon,
            Latitude = firm.Lat,
            Datum = Datum.Cgcs2000,
            Tags = [.. firm.Tags, "演示"],
            CreatedAt = clock.GetUtcNow(),
        };
        registry.Enterprises.Add(enterprise);
        foreach (var mouth in firm.Outlets) Outlet(enterprise, mouth);
        if (firm.Electricity is { Logger: var logger }) Beside(enterprise, logger, "用电数采仪", Vocabulary.Medium.Air, ProtocolEdition.Edition2025);
        if (firm.Inlet is { Logger: var inlet }) Beside(enterprise, inlet, "进水口数采仪", Vocabulary.Medium.Water, ProtocolEdition.Edition2017);
        return enterprise;
    }

    // Speaks for no outlet: what it sends is read by those who name it.
    private void Beside(Enterprise firm, CityFile.Logger logger, string name, Vocabulary.Medium medium, ProtocolEdition edition) => registry.Monitors.Add(new Monitor
    {
        Id = NewId.Make(),
        EnterpriseId = firm.Id,
        Division = firm.Division,
        Mn = logger.Mn,
        Name = name,
        SealedPassword = secrets.Seal(logger.Password),
        Medium = medium,
        SystemType = logger.SystemType,
        RtdInterval = logger.RtdInterval,
        MinInterval = logger.MinInterval,
        Edition = edition,
        Maker = logger.Maker,
        Model = logger.Model,
    });

    private void Outlet(Enterprise firm, CityFile.Mouth mouth)
    {
        var outlet = new Outlet
        {
            Id = NewId.Make(),
            EnterpriseId = firm.Id,
            Division = firm.Division,
            Code = mouth.Code,
            Name = mouth.Name,
            Medium = mouth.Medium,
            ReferenceOxygen = mouth.ReferenceOxygen,
            BuiltOn = mouth.BuiltOn,
            Longitude = mouth.Lon,
            Latitude = mouth.Lat,
            Datum = Datum.Cgcs2000,
        };
        registry.Outlets.Add(outlet);
        registry.Standards.Add(new OutletStandard
        {
            Id = NewId.Make(),
            OutletId = outlet.Id,
            StandardNo = mouth.Standard.No,
            Category = mouth.Standard.Category,
            Units = mouth.Standard.Units,
            From = mouth.BuiltOn,
        });
        foreach (var (factor, order) in mouth.Factors.Select((f, i) => (f, i)))
            registry.Factors.Add(new Factor { Id = NewId.Make(), OutletId = outlet.Id, Code = factor.Code, Unit = factor.Unit, Decimals = factor.Decimals, YearlyTonnes = factor.YearlyTonnes, Order = order });
        var monitor = new Monitor
        {
            Id = NewId.Make(),
            EnterpriseId = firm.Id,
            Division = firm.Division,
            Mn = mouth.Monitor.Mn,
            Name = $"{mouth.Name}数采仪",
            SealedPassword = secrets.Seal(mouth.Monitor.Password),
            Medium = mouth.Medium,
            SystemType = mouth.Monitor.SystemType,
            RtdInterval = mouth.Monitor.RtdInterval,
            MinInterval = mouth.Monitor.MinInterval,
            Edition = mouth.Monitor.Edition switch { "2005" => ProtocolEdition.Edition2005, "2017" => ProtocolEdition.Edition2017, "2025" => ProtocolEdition.Edition2025, _ => ProtocolEdition.Auto },
            Maker = mouth.Monitor.Maker,
            Model = mouth.Monitor.Model,
        };
        registry.Monitors.Add(monitor);
        registry.Bindings.Add(new Binding { Id = NewId.Make(), MonitorId = monitor.Id, OutletId = outlet.Id, From = Since });
    }

    private async Task Account(CityFile.Human human, string person, Dictionary<string, Organisation> bodies, Dictionary<string, Enterprise> firms, CityFile city, CancellationToken stop)
    {
        if (!(await accounts.Create(human.Account!, DemoAccounts.Password, person, human.Name)).Try(out _, out var why)) throw new InvalidDataException(why.Message);
        foreach (var (seat, order) in human.Posts.Select((s, i) => (s, i)))
        {
            var body = seat.Organisation is { } key ? bodies[key] : null;
            var given = await accounts.Give(new Post
            {
                Id = NewId.Make(),
                PersonId = person,
                Title = seat.Title,
                Role = seat.Role,
                OrganisationId = body?.Id,
                OrganisationName = body?.Name ?? seat.Title,
                Division = seat.Division,
                DivisionName = seat.Division == city.Division ? "演示市" : divisions.Find(seat.Division)?.Name ?? seat.Division,
                EnterpriseId = seat.Enterprise is { } firm ? firms[firm].Id : null,
                Since = Since.AddDays(order),
            }, stop);
            if (!given.Try(out _, out why)) throw new InvalidDataException(why.Message);
        }
    }
}

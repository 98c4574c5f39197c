using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Qingjian.Evidence.Notes;
using Qingjian.Platform.EvidenceLog;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Notes;

public sealed class KeyTests
{
    [Fact]
    public void The_id_of_an_ecdsa_key_is_the_beginning_of_the_hash_of_its_spki()
    {
        var spki = Some.Key.Key.Encoded[1..];
        Some.Key.Key.Id.ShouldBe(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(spki)));
        Some.Key.Key.Type.ShouldBe((byte)0x02);
    }

    [Theory]
    [InlineData("ecdsa-p256-checkpoint")]
    public void The_ecdsa_vector_made_with_another_library_is_believed(string name)
    {
        var vector = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "Evidence", "testdata", name + ".json"))).RootElement;
        NoteKey.TryParse(vector.GetProperty("verifier_key").GetString()!, out var key).ShouldBeTrue();
        var note = Encoding.UTF8.GetBytes(vector.GetProperty("note").GetString()!);
        Checkpoint.Open(note, [EcdsaP256Verifier.For(key!)!], out var checkpoint).ShouldBe(NoteRefusal.None);
        checkpoint!.Size.ShouldBe(8);
        checkpoint.Root.ShouldBe(Vectors.Tree(Qingjian.Evidence.Tree.Sha256TreeHash.Instance, 8).Root());
    }

    [Fact]
    public void A_stored_key_signs_as_the_same_key()
    {
        using var again = EcdsaP256Signer.FromPem(Some.Origin, Some.Key.ExportPem());
        again.Key.ToString().ShouldBe(Some.Key.Key.ToString());
        var text = "text\n"u8.ToArray();
        var verifier = EcdsaP256Verifier.For(Some.Key.Key)!;
        verifier.Verify(text, again.Sign(text)).ShouldBeTrue();
        verifier.Verify("other\n"u8, again.Sign(text)).ShouldBeFalse();
        verifier.Verify(text, []).ShouldBeFalse();
        verifier.Verify(text, new byte[64]).ShouldBeFalse();
    }

    [Fact]
    public void A_key_on_another_curve_is_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Should.Throw<ArgumentException>(() => EcdsaP256Signer.FromPem(Some.Origin, p384.ExportPkcs8PrivateKeyPem()));
        EcdsaP256Verifier.For(NoteKey.Of(Some.Origin, [NoteKey.EcdsaP256, .. p384.ExportSubjectPublicKeyInfo()])).ShouldBeNull();
        EcdsaP256Verifier.For(NoteKey.Of(Some.Origin, [NoteKey.EcdsaP256, 1, 2, 3])).ShouldBeNull();
    }

    [Fact]
    public void No_changed_letter_of_a_published_key_is_taken()
    {
        var text = Some.Key.Key.ToString();
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (char)(text[i] ^ 1) + text[(i + 1)..];
            // The name is not part of the id of an ECDSA key: it is checked against the origin when a checkpoint is opened.
            if (i >= Some.Origin.Length) NoteKey.TryParse(changed, out _).ShouldBeFalse(changed);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u3000b")]
    public void A_name_with_blanks_or_plus_is_refused(string name) => Should.Throw<ArgumentException>(() => NoteKey.Of(name, [1, 2]));

    [Fact]
    public void Sm2_signs_as_a_further_line_that_others_ignore()
    {
        var sm2 = new Sm2Signer(Some.Origin, RandomNumberGenerator.GetBytes(31));
        var checkpoint = new Checkpoint(Some.Origin, 0, Qingjian.Evidence.Tree.Sha256TreeHash.Instance.Empty);
        var note = checkpoint.Sign([Some.Key, sm2]);
        var ecdsa = EcdsaP256Verifier.For(Some.Key.Key)!;
        var second = Sm2Verifier.For(sm2.Key)!;
        Checkpoint.Open(note, [ecdsa], out _).ShouldBe(NoteRefusal.None);
        Checkpoint.Open(note, [second], out _).ShouldBe(NoteRefusal.None);
        Checkpoint.Open(note, [ecdsa, second], out _).ShouldBe(NoteRefusal.None);
        second.Verify("x\n"u8, sm2.Sign("x\n"u8)).ShouldBeTrue();
        second.Verify("y\n"u8, sm2.Sign("x\n"u8)).ShouldBeFalse();
        second.Verify("x\n"u8, [1, 2, 3]).ShouldBeFalse();
        Sm2Verifier.For(Some.Key.Key).ShouldBeNull();
    }
}

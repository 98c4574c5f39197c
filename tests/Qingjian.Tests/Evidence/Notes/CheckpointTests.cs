using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Tree;
using Qingjian.Platform.EvidenceLog;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Notes;

public sealed class CheckpointTests
{
    private static readonly string Note = Vectors.Checkpoint.GetProperty("note").GetString()!;
    private static readonly Ed25519Signer Signer = new(Some.Origin, Convert.FromHexString(Vectors.Checkpoint.GetProperty("seed_hex").GetString()!));
    private static readonly Ed25519Verifier[] Known = [Ed25519Verifier.For(Signer.Key)!];

    [Fact]
    public void The_key_of_the_vectors_has_the_id_and_form_given_there()
    {
        Signer.Key.ToString().ShouldBe(Vectors.Checkpoint.GetProperty("verifier_key").GetString());
        Signer.Key.Id.ToString("x8", CultureInfo.InvariantCulture).ShouldBe(Vectors.Checkpoint.GetProperty("key_id_hex").GetString());
        NoteKey.TryParse(Signer.Key.ToString(), out var read).ShouldBeTrue();
        read!.Encoded.ToArray().ShouldBe(Signer.Key.Encoded.ToArray());
    }

    [Fact]
    public void The_checkpoint_of_the_vectors_is_opened_and_signed_the_same()
    {
        Open(Note, out var checkpoint).ShouldBe(NoteRefusal.None);
        checkpoint!.Size.ShouldBe(8);
        checkpoint.Root.ShouldBe(Vectors.Tree(Sha256TreeHash.Instance, 8).Root());
        Encoding.UTF8.GetString(checkpoint.Sign([Signer])).ShouldBe(Note);   // Ed25519 is deterministic
    }

    // The list "must_reject" of the vectors, in its order.
    [Fact]
    public void A_tree_size_with_a_leading_zero_is_rejected() =>
        Open(Signed(Body.Replace("\n8\n", "\n08\n")), out _).ShouldBe(NoteRefusal.MalformedCheckpoint);

    [Fact]
    public void A_missing_final_newline_is_rejected() => Open(Note[..^1], out _).ShouldBe(NoteRefusal.NoSignatures);

    [Fact]
    public void Cr_lf_line_ends_are_rejected() => Open(Note.Replace("\n", "\r\n"), out _).ShouldBe(NoteRefusal.NotText);

    [Fact]
    public void Any_flipped_bit_of_the_signature_is_rejected()
    {
        var signature = Note.TrimEnd('\n').Split(' ')[^1];
        var bytes = Convert.FromBase64String(signature);
        for (var bit = 32; bit < bytes.Length * 8; bit++)   // the first 32 bits are the key id: flipped, the key is unknown
        {
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            Open(Note.Replace(signature, Convert.ToBase64String(bytes)), out _).ShouldBe(NoteRefusal.BadSignature);
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void A_changed_text_with_the_old_signature_is_rejected() =>
        Open(Note.Replace("\n8\n", "\n9\n"), out _).ShouldBe(NoteRefusal.BadSignature);

    [Fact]
    public void A_bad_signature_of_a_known_key_is_rejected_beside_a_good_unknown_one()
    {
        var unknown = EcdsaP256Signer.Create("witness.example.test");
        var lines = Encoding.UTF8.GetString(SignedNote.Sign(Body, [unknown])).Split("\n\n")[1];
        var ofAnotherText = Signed(Body.Replace("\n8\n", "\n9\n")).Split("\n\n")[1];
        Open(Body + "\n" + lines + ofAnotherText, out _).ShouldBe(NoteRefusal.BadSignature);
        Checkpoint.Open(Encoding.UTF8.GetBytes(Body + "\n" + lines + ofAnotherText), [.. Known, EcdsaP256Verifier.For(unknown.Key)!], out _)
            .ShouldBe(NoteRefusal.BadSignature);   // even beside a good one that is known
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(0)]
    public void A_root_of_another_length_than_32_bytes_is_rejected(int length) =>
        Open(Signed($"{Some.Origin}\n8\n{Convert.ToBase64String(new byte[length])}\n"), out _).ShouldBe(NoteRefusal.MalformedCheckpoint);

    [Fact]
    public void An_extension_line_is_rejected() => Open(Signed(Body + "more\n"), out _).ShouldBe(NoteRefusal.MalformedCheckpoint);

    [Fact]
    public void Only_unknown_keys_are_not_enough()
    {
        Checkpoint.Open(Encoding.UTF8.GetBytes(Note), [], out var none).ShouldBe(NoteRefusal.NoKnownKey);
        none.ShouldBeNull();
        var sameName = EcdsaP256Verifier.For(Some.Key.Key)!;
        Checkpoint.Open(Encoding.UTF8.GetBytes(Note), [sameName], out _).ShouldBe(NoteRefusal.NoKnownKey);
    }

    [Fact]
    public void A_known_key_of_another_name_cannot_speak_for_the_log()
    {
        var witness = EcdsaP256Signer.Create("witness.example.test");
        var note = SignedNote.Sign(Body, [witness]);
        Checkpoint.Open(note, [EcdsaP256Verifier.For(witness.Key)!], out _).ShouldBe(NoteRefusal.OtherOrigin);
        Checkpoint.Open(Encoding.UTF8.GetBytes(Note), Known, out _, "another.example.test").ShouldBe(NoteRefusal.OtherOrigin);
    }

    [Fact]
    public void Sixteen_unknown_witnesses_are_borne_and_a_note_over_64_kilobytes_is_not()
    {
        var witnesses = Enumerable.Range(0, 16).Select(i => EcdsaP256Signer.Create($"witness{i}.example.test")).ToArray<INoteSigner>();
        Open(Encoding.UTF8.GetString(SignedNote.Sign(Body, [.. witnesses, Signer])), out _).ShouldBe(NoteRefusal.None);
        Open(Body + "\n" + string.Concat(Enumerable.Repeat("— w AAAAAAAAAAAAAAAA\n", 4000)), out _).ShouldBe(NoteRefusal.TooLong);
    }

    [Fact]
    public void No_cut_and_no_changed_byte_of_a_note_is_believed_and_none_throws()
    {
        var whole = Encoding.UTF8.GetBytes(Note);
        for (var cut = 0; cut < whole.Length; cut++) Checkpoint.Open(whole.AsSpan(0, cut), Known, out _).ShouldNotBe(NoteRefusal.None);
        for (var i = 0; i < whole.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var bytes = (byte[])whole.Clone();
                bytes[i] ^= (byte)(1 << bit);
                Checkpoint.Open(bytes, Known, out _).ShouldNotBe(NoteRefusal.None);
            }
        }
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Checkpoint.Open(bytes, Known, out _) != NoteRefusal.None).QuickCheckThrowOnFailure();
    }

    private static string Body => Note[..(Note.IndexOf("\n\n", StringComparison.Ordinal) + 1)];

    private static string Signed(string text) => Encoding.UTF8.GetString(SignedNote.Sign(text, [Signer]));

    private static NoteRefusal Open(string note, out Checkpoint? checkpoint) => Checkpoint.Open(Encoding.UTF8.GetBytes(note), Known, out checkpoint);
}

using System.Buffers.Binary;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using QRCoder;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Qingjian.Matters.Documents.Layout;

/// <summary>Pictures in a paper: the check code in the margin, signatures in the line. Lengths in EMU, 36,000 to the millimetre.</summary>
internal static class Pictures
{
    private const long Millimetre = 36_000;

    /// <summary>A QR code (level M) of an address as PNG.</summary>
    public static byte[] Code(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(6);
    }

    /// <summary>The check code, 18 mm square, in the head of the page; it stands over the margin and moves no text.</summary>
    public static Run CheckCode(HeaderPart part, byte[] png)
    {
        var graphic = Graphic(part.AddImagePart(ImagePartType.Png), png, part, 18 * Millimetre, 18 * Millimetre, 1, "核验码");
        var anchor = new Wp.Anchor(
            new Wp.SimplePosition { X = 0, Y = 0 },
            new Wp.HorizontalPosition(new Wp.PositionOffset($"{26 * Millimetre}")) { RelativeFrom = Wp.HorizontalRelativePositionValues.Page },
            new Wp.VerticalPosition(new Wp.PositionOffset($"{10 * Millimetre}")) { RelativeFrom = Wp.VerticalRelativePositionValues.Page },
            new Wp.Extent { Cx = 18 * Millimetre, Cy = 18 * Millimetre },
            new Wp.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new Wp.WrapNone(),
            new Wp.DocProperties { Id = 1, Name = "核验码", Description = "扫码核验本文书是否在存证日志中" },
            new Wp.NonVisualGraphicFrameDrawingProperties(),
            graphic)
        {
            DistanceFromTop = 0,
            DistanceFromBottom = 0,
            DistanceFromLeft = 0,
            DistanceFromRight = 0,
            SimplePos = false,
            RelativeHeight = 1,
            BehindDoc = false,
            Locked = true,
            LayoutInCell = true,
            AllowOverlap = true,
        };
        return new Run(new Drawing(anchor));
    }

    /// <summary>A signature in its line, 12 mm high, in its own proportions. Nothing for bytes that are no PNG or JPEG.</summary>
    /// <param name="main">The document.</param>
    /// <param name="picture">The bytes as signed.</param>
    /// <param name="id">Number of the picture, from 2.</param>
    public static Run? Signature(MainDocumentPart main, byte[] picture, uint id)
    {
        var jpeg = picture.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);
        if (!jpeg && !picture.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47])) return null;
        var (width, height) = (30 * Millimetre, 12 * Millimetre);
        if (!jpeg && picture.Length > 24 && picture.AsSpan(12, 4).SequenceEqual("IHDR"u8))
        {
            var (across, down) = (BinaryPrimitives.ReadUInt32BigEndian(picture.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(picture.AsSpan(20)));
            if (across > 0 && down > 0) width = Math.Clamp(height * across / down, height, 50 * Millimetre);
        }
        var part = main.AddImagePart(jpeg ? ImagePartType.Jpeg : ImagePartType.Png);
        var graphic = Graphic(part, picture, main, width, height, id, "签名");
        return new Run(new Drawing(new Wp.Inline(
            new Wp.Extent { Cx = width, Cy = height }, new Wp.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new Wp.DocProperties { Id = id, Name = $"签名{id - 1}" }, new Wp.NonVisualGraphicFrameDrawingProperties(), graphic)
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 }));
    }

    private static A.Graphic Graphic(ImagePart part, byte[] bytes, OpenXmlPart owner, long width, long height, uint id, string name)
    {
        using (var content = new MemoryStream(bytes)) part.FeedData(content);
        return new A.Graphic(new A.GraphicData(new Pic.Picture(
            new Pic.NonVisualPictureProperties(new Pic.NonVisualDrawingProperties { Id = id, Name = name }, new Pic.NonVisualPictureDrawingProperties()),
            new Pic.BlipFill(new A.Blip { Embed = owner.GetIdOfPart(part) }, new A.Stretch(new A.FillRectangle())),
            new Pic.ShapeProperties(
                new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = width, Cy = height }),
                new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
        { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" });
    }
}

using System.Text;
using Qingjian.Verifier;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return VerifyCommand.Run(args, Console.Out, Console.Error);

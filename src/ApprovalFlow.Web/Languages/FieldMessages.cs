using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace ApprovalFlow.Web.Languages;

/// <summary>What a form says at a field, in words and in the reader's language, without each page repeating it.</summary>
internal static class FieldMessages
{
    public static void Configure(MvcOptions options, Texts texts)
    {
        options.ModelMetadataDetailsProviders.Add(new DefaultMessages());

        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => texts["请填写此项。"]);
        messages.SetMissingBindRequiredValueAccessor(_ => texts["请填写此项。"]);
        messages.SetMissingKeyOrValueAccessor(() => texts["请填写此项。"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["请填写此项。"]);
        messages.SetAttemptedValueIsInvalidAccessor((value, field) => texts["“{0}”不能用于“{1}”。", value, field]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => texts["“{0}”不是有效的内容。", value]);
        messages.SetUnknownValueIsInvalidAccessor(field => texts["“{0}”的内容无效。", field]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["内容无效。"]);
        messages.SetValueIsInvalidAccessor(value => texts["“{0}”不是有效的内容。", value]);
        messages.SetValueMustBeANumberAccessor(field => texts["“{0}”须是数字。", field]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["须是数字。"]);
    }

    /// <summary>Gives every attribute without a message of its own ours instead of the framework's English one.</summary>
    private sealed class DefaultMessages : IValidationMetadataProvider
    {
        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            {
                if (attribute.ErrorMessage is null && attribute.ErrorMessageResourceName is null) attribute.ErrorMessage = Default(attribute);
            }
        }

        private static string? Default(ValidationAttribute attribute) => attribute switch
        {
            RequiredAttribute => "请填写“{0}”。",
            StringLengthAttribute { MinimumLength: > 0 } => "“{0}”须有 {2} 到 {1} 个字。",
            StringLengthAttribute or MaxLengthAttribute => "“{0}”最多 {1} 个字。",
            MinLengthAttribute => "“{0}”至少 {1} 个字。",
            RangeAttribute => "“{0}”须在 {1} 到 {2} 之间。",
            EmailAddressAttribute => "“{0}”不是有效的电子邮件地址。",
            RegularExpressionAttribute => "“{0}”的格式不对。",
            CompareAttribute => "“{0}”与“{1}”不一致。",
            _ => attribute.ErrorMessage,
        };
    }
}

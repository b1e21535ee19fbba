import { type MailContent, renderParagraphs, toSingleLine } from '../mail/mail-text';
import { message } from '../messages';

/** Renders the email that asks a recipient to confirm. Pure. @param url Address of the confirmation page. */
export function renderConfirmationMail(workshopName: string, url: string): MailContent {
  const workshop = toSingleLine(workshopName);
  return {
    subject: message('mail.confirm.subject', { workshop }).text(),
    ...renderParagraphs(
      [
        {
          sentence: message('mail.confirm.request', { workshop }).text(),
          link: { url, label: message('mail.confirm.link').text() },
        },
        { sentence: message('mail.confirm.ignore').text() },
      ],
      message('mail.confirm.footer').text(),
    ),
  };
}

import { toSingleLine, renderParagraphs, type MailContent } from '../mail/mail-text';

/** Writes the mail that asks a recipient to confirm. Pure. @param url where the recipient confirms */
export function renderConfirmationMail(workshopName: string, url: string): MailContent {
  const workshop = toSingleLine(workshopName);
  return {
    subject: `Confirm alerts of ${workshop}`,
    ...renderParagraphs(
      [
        {
          sentence: `${workshop} wants to send alerts about its cameras to this address. Confirm the address to receive them.`,
          link: { url, label: 'Confirm this address' },
        },
        { sentence: 'Do nothing if you do not expect this. You then get no alerts.' },
      ],
      'Sent by PPF Monitoring. The link works for 7 days.',
    ),
  };
}

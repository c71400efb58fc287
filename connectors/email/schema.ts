// What a mail of KCS looks like on the wire: its fixed headers and its covering text in English and Malayalam.

import { type Parcel } from '../connector'

/** The Message-ID of a tapal: the same on every try, so that mail systems and readers see one letter. */
export function messageId(deliveryKey: string, from: string): string {
  const domain = /@([^@>\s]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return `<${deliveryKey}@${domain}>`
}

/** The subject line, in one line whatever the letter says. */
export function subjectOf({ letter }: Parcel): string {
  return oneLine(`${letter.letterNumber}: ${letter.subject}`)
}

/** Text without line breaks and control characters, so that nothing written in a letter can look like a line of ours. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

/** The covering text; `link` opens the form in which the office enters its diary number. */
export function coverText(parcel: Parcel, link: string): string {
  const { letter, recipient } = parcel
  const owesReply = parcel.purpose === 'action'
  const sender = `${letter.sender.seat.designation}, ${letter.sender.office.name}`
  return [
    `To: ${recipient.seat.designation}, ${recipient.office.name}`,
    `From: ${sender}`,
    `Letter: ${letter.letterNumber} of ${letter.letterDate}`,
    ...(letter.fileNumber === '' ? [] : [`File: ${letter.fileNumber}`]),
    `Despatch number: ${letter.despatchNumber}`,
    `Subject: ${letter.subject}`,
    '',
    owesReply
      ? 'The attached letter is sent to you for action. Please acknowledge it with your diary number by this link:'
      : 'The attached letter is sent to you for information. Nothing needs to be answered; the letter is also here:',
    link,
    '',
    owesReply
      ? 'ഇതോടൊപ്പമുള്ള കത്ത് നടപടിക്കായി അയയ്ക്കുന്നു. താങ്കളുടെ ഡയറി നമ്പർ താഴെയുള്ള ലിങ്കിൽ രേഖപ്പെടുത്തി കൈപ്പറ്റുക:'
      : 'ഇതോടൊപ്പമുള്ള കത്ത് അറിവിലേക്കായി അയയ്ക്കുന്നു. മറുപടി ആവശ്യമില്ല; കത്ത് ഈ ലിങ്കിലും ലഭിക്കും:',
    link,
    '',
    'Kerala State Unified Communication Service (KCS)',
    'കേരള സംസ്ഥാന ഏകീകൃത ആശയവിനിമയ സേവനം',
    '',
  ]
    .map(oneLine)
    .join('\n')
}

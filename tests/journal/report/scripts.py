# SPDX-License-Identifier: GPL-3.0-or-later
"""What people may write, in the scripts that they write in: a stop by the police, told in a sentence or two each.

Each has a number in it, most have a name in Latin letters or quotes, as such notes have.
"""

import unicodedata

SENTENCES = {
    "spanish": "El policía me gritó: «¡Salga del coche!» Eran las nueve y media; su placa decía 77. ¿Por qué?",
    "french_in_pieces": unicodedata.normalize("NFD", "L’agent 77 a été agressif ; j’ai eu peur, ça m’a gênée."),
    "haitian": "Polis la kanpe m nan lari a. Li te pale fò anpil, epi li te kenbe bra m. Nimewo badj li se 77.",
    "vietnamese": "Cảnh sát chặn xe tôi lúc 9 giờ tối. Họ hỏi tôi đi đâu, rồi giữ giấy tờ của tôi. Số hiệu 77.",
    "polish": "Policjant zażądał dokumentów i krzyczał. Łzy ciekły mi po twarzy. Numer odznaki: 77.",
    "russian": "Полицейский остановил меня в девять вечера. Он сказал: «Руки вверх!» Номер жетона 77.",
    "greek": "Ο αστυνομικός με σταμάτησε στις εννέα το βράδυ και φώναζε. Ο αριθμός του ήταν 77.",
    "arabic": "أوقفني الشرطي في الساعة 9:30 مساءً أمام البيت، وقال لي: «ارفع يديك». كان رقم شارته 77 (Badge 77).",
    "persian": "پلیس ماشین مرا نگه داشت و گفت: «دست‌هایت را بالا ببر». شماره او ۷۷ بود.",
    "hebrew": 'השוטר עצר אותי בשעה 21:30 ליד הבית וצעק: "ידיים למעלה". מספר התג שלו היה 77 (Badge 77).',
    "hindi": "पुलिस वाले ने मेरी गाड़ी रोकी और कहा, “हाथ ऊपर करो।” उसका बैज नंबर 77 था। मैं बहुत डर गया।",
    "bengali": "পুলিশ রাত সাড়ে নয়টায় আমার গাড়ি থামাল এবং বলল, “হাত তোলো।” তার ব্যাজ নম্বর ছিল 77।",
    "thai": "ตำรวจเรียกให้ฉันหยุดรถเวลาสามทุ่มครึ่งหน้าบ้าน แล้วถามว่าจะไปไหน หมายเลขตราของเขาคือ 77",
    "khmer": "ប៉ូលិសបានឃាត់រថយន្តរបស់ខ្ញុំនៅម៉ោងប្រាំបួនយប់ ហើយសួរថាខ្ញុំទៅណា។ លេខផ្លាកសញ្ញាគឺ 77។",
    "tamil": "காவலர் இரவு ஒன்பது மணிக்கு என் காரை நிறுத்தி, எங்கே போகிறாய் என்று கேட்டார். பேட்ஜ் எண் 77.",
    "telugu": "పోలీసు రాత్రి తొమ్మిది గంటలకు నా కారును ఆపి, ఎక్కడికి వెళ్తున్నావని అడిగాడు. బ్యాడ్జ్ నంబర్ 77.",
    "chinese": "警察晚上九点半让我停车。他说：“把手举起来！”他的警号是77。我很害怕，我的孩子在后座哭了。",
    "chinese_of_taiwan": "警察晚上九點半叫我停車。他說：「把手舉起來！」他的警號是77。我很害怕，我的孩子在後座哭了。",
    "japanese": "夜の九時半ごろ、警察官に車を止められた。「手を上げろ」と言われた。バッジの番号は77だった。",
    "korean": "경찰이 밤 9시 반에 제 차를 세웠습니다. “손 들어!”라고 소리쳤습니다. 배지 번호는 77번이었습니다.",
}

MIXED = (
    "Me paró el policía 77 cerca de la calle Olive.",
    "قال لي الشرطي: Badge 77، ثم قال «اخرج» (بصوت عالٍ).",
    "তিনি বললেন, “গাড়ি থেকে নামুন”, আর আমি নেমে এলাম।",
    "然后他用英语说 “Stop” 和 “Hands up”，我没听懂。",
    "I was scared 😨, so was 👩🏽, and الحمد لله we came home at 10:30.",
)

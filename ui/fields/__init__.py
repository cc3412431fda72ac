# SPDX-License-Identifier: GPL-3.0-or-later
"""One widget for each kind of question."""

from journal.guide.step import Kind
from ui.fields.answer_field import AnswerField
from ui.fields.choice_fields import ChoiceField, ChoicesField, IncidentField, PersonField
from ui.fields.files_field import FilesField
from ui.fields.marks_field import MarksField
from ui.fields.moment_field import MomentField
from ui.fields.order_field import OrderField
from ui.fields.sketch_field import SketchField
from ui.fields.text_fields import ContactField, LineField, LongTextField, MoneyField, QuoteField
from ui.fields.thing_field import ThingField

FIELD_WIDGETS: dict[Kind, type[AnswerField]] = {
    Kind.LINE: LineField,
    Kind.LONG_TEXT: LongTextField,
    Kind.CHOICE: ChoiceField,
    Kind.CHOICES: ChoicesField,
    Kind.MOMENT: MomentField,
    Kind.PERSON: PersonField,
    Kind.QUOTE: QuoteField,
    Kind.ORDER: OrderField,
    Kind.CONTACT: ContactField,
    Kind.MONEY: MoneyField,
    Kind.FILES: FilesField,
    Kind.THING: ThingField,
    Kind.SKETCH: SketchField,
    Kind.MARKS: MarksField,
    Kind.INCIDENT: IncidentField,
}

# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person can run into. Everything that is not here is a bug and goes to the crash page.

    JournalError
    ├── UnlockError
    │   ├── WrongPassphrase        the passphrase opens no slot
    │   ├── WrongRecoveryCode      well formed, but not of this record
    │   ├── MistypedRecoveryCode   the code's own check does not hold
    │   ├── DeviceKeySilent        the computer's key store did not answer, is locked, or is not there now
    │   ├── DeviceKeyGone          it has no key for this record, or one that does not open it any more
    │   └── PassphraseDue          the device key opens it, but the passphrase was not typed for a week
    ├── VaultError
    │   ├── VaultMissing           no folder, or a folder without key files
    │   ├── VaultExists            a new record was to be made where something already is
    │   ├── KeyFileDamaged         both copies
    │   ├── BeingErased            the whole record was being erased, and that did not come to its end
    │   ├── DatabaseMissing        key files but no record.db, or an empty one
    │   ├── DatabaseDamaged
    │   ├── LastSavesCut           what was saved last cannot be read; it opens all the same
    │   ├── VaultTooNew            made by a newer program
    │   ├── VaultInUse             another process holds it
    │   ├── EvidenceMissing        a kept file is not in the folder any more
    │   ├── EvidenceDamaged        a kept file is not as it was sealed
    │   └── CopyDamaged            a copy of the record was read again, and is not what was written
    ├── SourceError                a file that was to come in
    │   ├── SourceMissing          gone since it was chosen
    │   ├── SourceIsNoFile         a folder, a device, a pipe
    │   ├── SourceUnreadable       the system does not let us read it
    │   ├── SourceEmpty            nothing in it
    │   ├── SourceChanged          written to while it was read
    │   └── SourceUnwanted         the account it was to belong to was erased meanwhile
    └── MachineError
        ├── NotEnoughMemory        for the key derivation
        ├── DiskFull
        │   ├── DiskFullButSaved   what was being saved went into the reserve
        │   └── NoRoomForFile      a file did not come in; what was there is untouched
        ├── DiskUnreachable        reading or writing stopped in the middle
        ├── FolderReadOnly
        ├── NoPlaceForKey          the computer has no key store that we trust, or it did not keep a key
        ├── TargetUnwritable       the place chosen for a report
        │   ├── TargetFull         it has no room for so much, or not for a file so large
        │   └── TargetGone         it is not there any more: a stick that was pulled out
        └── PrinterRefused         the system's printing took no pages
            ├── PrinterMissing     there is none, or nothing that sends pages to one
            ├── PrinterSilent      it took too long: the pages may or may not come
            └── PrintingStopped    the person pressed Stop while pages were on their way

Each class names two sentences in the text files, ``error.<key>.what`` (what happened) and ``error.<key>.do`` (what
the person can do). An error never carries a person's words, a path or a key, so that nothing of it can reach a log.
"""


class JournalError(Exception):
    """The root: ``key`` finds the two sentences."""

    key = ""


class UnlockError(JournalError):
    """A way in that did not open. Nothing was changed."""


class WrongPassphrase(UnlockError):
    key = "wrong_passphrase"


class WrongRecoveryCode(UnlockError):
    key = "wrong_recovery_code"


class MistypedRecoveryCode(UnlockError):
    key = "mistyped_recovery_code"


class DeviceKeySilent(UnlockError):
    """It may answer another time: the slot stays."""

    key = "device_key_silent"


class DeviceKeyGone(UnlockError):
    """It will not answer again: the slot goes at the next opening."""

    key = "device_key_gone"


class PassphraseDue(UnlockError):
    key = "passphrase_due"


class VaultError(JournalError):
    """The locked folder is not as it should be. It is never repaired or replaced by itself."""


class VaultMissing(VaultError):
    key = "vault_missing"


class VaultExists(VaultError):
    key = "vault_exists"


class KeyFileDamaged(VaultError):
    key = "key_file_damaged"


class BeingErased(VaultError):
    key = "being_erased"


class DatabaseMissing(VaultError):
    key = "database_missing"


class DatabaseDamaged(VaultError):
    key = "database_damaged"


class LastSavesCut(VaultError):
    """Never raised: the record is open, as it was some saves before the program stopped."""

    key = "last_saves_cut"


class VaultTooNew(VaultError):
    key = "vault_too_new"


class VaultInUse(VaultError):
    key = "vault_in_use"


class EvidenceMissing(VaultError):
    key = "evidence_missing"


class EvidenceDamaged(VaultError):
    key = "evidence_damaged"


class CopyDamaged(VaultError):
    """Of a copy that was being made or brought back. What was there before is as it was."""

    key = "copy_damaged"


class SourceError(JournalError):
    """A file did not come in. Nothing of it was kept; the file itself is as it was."""


class SourceMissing(SourceError):
    key = "source_missing"


class SourceIsNoFile(SourceError):
    key = "source_is_no_file"


class SourceUnreadable(SourceError):
    key = "source_unreadable"


class SourceEmpty(SourceError):
    key = "source_empty"


class SourceChanged(SourceError):
    key = "source_changed"


class SourceUnwanted(SourceError):
    key = "source_unwanted"


class MachineError(JournalError):
    """The computer, not the record, stands in the way."""


class NotEnoughMemory(MachineError):
    key = "not_enough_memory"


class DiskFull(MachineError):
    """Nothing was written."""

    key = "disk_full"


class DiskFullButSaved(DiskFull):
    """The words were written all the same, into room that was held back for this. The next ones may not be."""

    key = "disk_full_saved"


class NoRoomForFile(DiskFull):
    """Told before anything is written, or after all of it was taken away again. The reserve was not touched."""

    key = "no_room_for_file"


class DiskUnreachable(MachineError):
    """A stick was pulled out, or a disk is failing."""

    key = "disk_unreachable"


class FolderReadOnly(MachineError):
    key = "folder_read_only"


class NoPlaceForKey(MachineError):
    key = "no_place_for_key"


class TargetUnwritable(MachineError):
    key = "target_unwritable"


class TargetFull(TargetUnwritable):
    key = "target_full"


class TargetGone(TargetUnwritable):
    key = "target_gone"


class PrinterRefused(MachineError):
    key = "printer_refused"


class PrinterMissing(PrinterRefused):
    key = "printer_missing"


class PrinterSilent(PrinterRefused):
    key = "printer_silent"


class PrintingStopped(PrinterRefused):
    key = "printing_stopped"


class NoSuchPages(PrinterRefused):
    key = "no_such_pages"

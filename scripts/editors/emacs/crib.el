;;; crib.el --- Look up your notes with crib  -*- lexical-binding: t -*-

;; SPDX-License-Identifier: GPL-2.0-or-later
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: docs, matching, tools

;;; Commentary:

;; crib finds the question that you meant among your notes, and the
;; sections that answer it.  You need the program crib and an index of
;; your notes: run `crib-index DIR' in a shell.
;;
;;   M-x crib       look while you type, with a preview of the section
;;   M-x crib-grep  the places for a query, for `next-error'
;;   M-x crib-map   the whole question map, or with a prefix argument
;;                  the questions of one group
;;
;; `crib' works best if candidates appear while you type: in
;; `fido-vertical-mode' (which comes with Emacs) or vertico.  Without
;; these, TAB shows them, and RET goes to the best.  One crib process
;; stays open, and notices when notes have been indexed again.  No
;; command goes through a shell.

;;; Code:

(require 'grep)
(require 'subr-x)
(require 'thingatpt)
(require 'xref)
(eval-when-compile (require 'cl-lib))

(declare-function vertico--candidate "ext:vertico")
(defvar vertico--input)
(defvar consult--completion-candidate-hook)
(defvar completion-all-sorted-completions)

(defgroup crib nil
  "Look up notes with crib."
  :group 'tools
  :prefix "crib-")

(defcustom crib-command "crib"
  "The program crib, or a list of it and its first arguments."
  :type '(choice file (repeat string)))

(defcustom crib-database nil
  "The database, or a list of several that are searched as one.
If it is nil, crib uses $CRIB_DB, else its configuration, else its default."
  :type '(choice (const :tag "crib's own choice" nil) directory (repeat directory)))

(defcustom crib-limit 50
  "How many answers to show while you type."
  :type 'natnum)

(defcustom crib-preview t
  "Whether `crib' shows the section of the candidate in another window."
  :type 'boolean)

(defvar crib-history nil
  "Queries that were asked.")

;;; Running crib

(defun crib--command (&rest arguments)
  "The command, as a list, for crib with ARGUMENTS."
  (let ((command (ensure-list crib-command)))
    `(,(crib--program (car command))
      ,@(cdr command)
      ,@(mapcan (lambda (database) (list "--db" (expand-file-name database)))
                (ensure-list crib-database))
      ,@arguments)))

(defun crib--program (name)
  "The file of the program NAME."
  (or (executable-find (if (file-name-directory name) (expand-file-name name) name))
      (user-error "%s: no such program; customize crib-command" name)))

(defun crib--run (&rest arguments)
  "Run crib with ARGUMENTS; return its lines of output.
Its messages become messages of Emacs, or an error if it failed."
  (let ((errors (make-temp-file "crib")))
    (unwind-protect
        (with-temp-buffer
          (let* ((command (apply #'crib--command arguments))
                 (coding-system-for-read 'utf-8-unix)
                 (coding-system-for-write 'utf-8-unix)
                 (status (apply #'call-process (car command) nil (list t errors) nil
                                (cdr command)))
                 (said (with-temp-buffer
                         (insert-file-contents errors)
                         (string-trim-right (buffer-string)))))
            (unless (memq status '(0 1))
              (user-error "%s" (if (string-empty-p said) (format "crib: %s" status) said)))
            (unless (string-empty-p said)
              (message "%s" said))
            (split-string (buffer-string) "\n" t)))
      (delete-file errors))))

;;; Places

(cl-defstruct (crib-place (:copier nil))
  "A place that crib found: where it is, and its text for a person."
  path line column end-line text)

(defun crib--places (line folder)
  "The places of one answer, one for each link.  LINE is the answer as JSON.
A link to the web, or to nowhere, has the place of the question.  Paths are
relative to FOLDER."
  (let ((answer (condition-case nil
                    (json-parse-string line :object-type 'alist :array-type 'list
                                       :null-object nil :false-object nil)
                  (json-parse-error (user-error "No list of answers: %s" line)))))
    (mapcar (lambda (link) (crib--place answer link folder)) (alist-get 'links answer))))

(defun crib--place (answer link folder)
  "The place of a LINK of an ANSWER; paths are relative to FOLDER."
  (let* ((target (if (and (alist-get 'path link) (alist-get 'line link)) link answer))
         (title (alist-get 'title answer))
         (section (or (alist-get 'title link) "")))
    (make-crib-place
     :path (crib--path target folder)
     :line (alist-get 'line target)
     :column (or (alist-get 'column target) 1)
     :end-line (or (alist-get 'end_line target) (alist-get 'line target))
     :text (concat title
                   (unless (or (member section (list "" title))
                               (equal (alist-get 'kind answer) "section"))
                     (concat " › " section))
                   (when (alist-get 'stale answer)
                     " (the note has changed; run crib-index)")))))

(defun crib--path (target folder)
  "The file of TARGET, whose path is relative to FOLDER."
  (let* ((bytes (alist-get 'path_base64 target))
         (path (if bytes
                   (decode-coding-string (base64-decode-string bytes) 'utf-8-unix)
                 (alist-get 'path target)))
         (whole (if (file-name-absolute-p path) path (concat (file-name-as-directory folder) path))))
    ;; Emacs must not read a note's name as the name of a remote file.
    (if (find-file-name-handler whole 'insert-file-contents) (file-name-quote whole) whole)))

(defun crib--find (&rest arguments)
  "The places that crib prints for ARGUMENTS."
  (let ((folder default-directory))
    (mapcan (lambda (line) (crib--places line folder))
            (apply #'crib--run "--format" "json" arguments))))

(defun crib--move-to (place)
  "In the buffer of PLACE's note, move to PLACE."
  (widen)
  (goto-char (point-min))
  (forward-line (1- (crib-place-line place)))
  ;; crib counts columns in bytes of UTF-8, and so does Emacs internally.
  (goto-char (min (line-end-position)
                  (or (byte-to-position (+ (position-bytes (point)) (crib-place-column place) -1))
                      (point)))))

(defun crib--go (place)
  "Go to PLACE; \\[xref-pop-marker-stack] comes back."
  (xref-push-marker-stack)
  (find-file (crib-place-path place))
  (crib--move-to place)
  (recenter 0))

;;; The process that stays open

(defvar crib--batch nil
  "The process that answers queries, or nil.
Its properties: the command it was started with, how many queries it was
sent and how many it answered, its last answer, and what it is printing.")

(defun crib--start-batch (command)
  "Start COMMAND, which answers queries from its standard input."
  (let* ((errors (make-pipe-process :name "crib errors" :noquery t :coding 'utf-8-unix
                                    :filter #'crib--take-message :sentinel #'ignore))
         (default-directory (expand-file-name "~/"))
         (process (make-process :name "crib" :command command :connection-type 'pipe
                                :coding 'utf-8-unix :noquery t :stderr errors
                                :filter #'crib--take-output :sentinel #'ignore)))
    (process-put process 'command command)
    (process-put process 'folder default-directory)
    (process-put process 'sent 0)
    (process-put process 'answered 0)
    (process-put process 'errors errors)
    process))

(defun crib--take-message (process text)
  "Keep TEXT, a part of the messages that come through PROCESS."
  (process-put process 'said (concat (process-get process 'said) text)))

(defun crib--take-output (process text)
  "Take TEXT, a part of the output of PROCESS.  An empty line ends an answer."
  (let* ((lines (split-string (concat (process-get process 'rest) text) "\n"))
         (rest (car (last lines))))
    (process-put process 'rest rest)
    (dolist (line (butlast lines))
      (if (not (string-empty-p line))
          (process-put process 'lines (cons line (process-get process 'lines)))
        (process-put process 'answer (nreverse (process-get process 'lines)))
        (process-put process 'lines nil)
        (process-put process 'answered (1+ (process-get process 'answered)))))))

(defun crib--open-batch (options)
  "The process that answers queries with OPTIONS, started if it does not run."
  (let ((command (apply #'crib--command
                        `(,@options "--limit" ,(number-to-string crib-limit)
                                    "--format" "json" "--prefix" "--batch"))))
    (unless (and crib--batch (process-live-p crib--batch)
                 (equal (process-get crib--batch 'command) command))
      (when crib--batch
        (delete-process crib--batch))
      (setq crib--batch (crib--start-batch command)))
    crib--batch))

(defun crib--ask (options query)
  "The places for a QUERY whose last word may be unfinished, with OPTIONS.
A quit or new input may end the wait.  Then a later answer is ignored."
  (let* ((process (crib--open-batch options))
         (number (1+ (process-get process 'sent))))
    (let ((inhibit-quit t))
      (process-put process 'sent number)
      ;; If it has already ended, its message is taken below.
      (ignore-errors
        (process-send-string process (concat (string-replace "\n" " " query) "\n"))))
    (while (and (< (process-get process 'answered) number)
                (or (accept-process-output process 1) (process-live-p process))))
    (unless (>= (process-get process 'answered) number)
      (user-error "%s" (string-trim (or (crib--said process) "crib: ended"))))
    (mapcan (lambda (line) (crib--places line (process-get process 'folder)))
            (process-get process 'answer))))

(defun crib--said (process)
  "The last message of PROCESS, which has ended."
  (let ((errors (process-get process 'errors)))
    (while (accept-process-output errors 0.1))
    (process-get errors 'said)))

;;; Completion

(defvar crib--session nil
  "A function from a query to the candidates that the minibuffer shows.")

(defun crib--make-session (options map)
  "A function from the typed text to candidates, and from these to their places.
Queries have OPTIONS.  If nothing is typed, the candidates are those of MAP."
  (let ((known (make-hash-table :test #'equal))
        (typed nil)
        (shown nil))
    (lambda (what query)
      (pcase what
        ('place (gethash query known))
        ('candidates
         (unless (equal query typed)
           (setq shown (crib--candidates
                        (if (string-blank-p query) map (crib--ask options query)) known)
                 typed query))
         shown)))))

(defun crib--candidates (places known)
  "A text for each of PLACES.  KNOWN has each place under its text."
  (delete-dups
   (mapcar (lambda (place)
             (let* ((text (crib-place-text place))
                    (other (gethash text known)))
               (when (and other (not (equal other place)))
                 (setq text (format "%s (%s:%d)" text
                                    (file-name-nondirectory (crib-place-path place))
                                    (crib-place-line place))))
               (puthash text place known)
               text))
           places)))

(defun crib--table (string predicate action)
  "The completion table of the session, for STRING, PREDICATE and ACTION."
  (pcase action
    ('metadata '(metadata (category . crib)
                          (display-sort-function . identity)
                          (cycle-sort-function . identity)))
    ('lambda (and (funcall crib--session 'place string) t))
    ('t (seq-filter (or predicate #'identity) (funcall crib--session 'candidates string)))
    ('nil string)))

;; The typed text is a query and no part of a candidate, so it does not
;; filter the candidates.

(defun crib--try-completion (string _table _predicate point)
  "Return STRING and POINT as they are, because a query cannot be completed."
  (cons string point))

(defun crib--all-completions (string table predicate _point)
  "All candidates that TABLE has for STRING and PREDICATE."
  (all-completions string table predicate))

(add-to-list 'completion-styles-alist
             '(crib crib--try-completion crib--all-completions "What crib finds."))

;;; Preview

(defconst crib--preview-name "*crib preview*")

(defun crib--current ()
  "The current candidate in the minibuffer, or the best."
  (or (and (bound-and-true-p consult--completion-candidate-hook)
           (run-hook-with-args-until-success 'consult--completion-candidate-hook))
      (and (bound-and-true-p vertico--input) (vertico--candidate))
      (and (bound-and-true-p icomplete-mode) (car-safe completion-all-sorted-completions))
      (car (funcall crib--session 'candidates (minibuffer-contents-no-properties)))))

(defun crib--update-preview ()
  "Show the section of the current candidate, unless there is input to read."
  (while-no-input
    (when-let* ((session crib--session)
                (candidate (crib--current))
                (place (funcall session 'place (substring-no-properties candidate))))
      (crib--show-preview place)))
  nil)

(defun crib--show-preview (place)
  "Show the section of PLACE in another window."
  (let ((buffer (get-buffer-create crib--preview-name))
        (path (crib-place-path place)))
    (with-current-buffer buffer
      (unless (equal place (get-text-property (point-min) 'crib-place))
        (let ((inhibit-read-only t))
          (erase-buffer)
          (when (file-readable-p path)
            (insert-file-contents path)
            (crib--narrow-copy place)
            (crib--fontify path))
          (put-text-property (point-min) (min (point-max) (1+ (point-min))) 'crib-place place)))
      (set-buffer-modified-p nil)
      (setq buffer-read-only t))
    (when-let ((window (display-buffer buffer '(nil (inhibit-same-window . t)))))
      (set-window-start window (with-current-buffer buffer (point-min))))))

(defun crib--narrow-copy (place)
  "Remove everything but the section of PLACE from the copy of a note."
  (goto-char (point-min))
  (forward-line (1- (crib-place-line place)))
  (delete-region (point-min) (point))
  (forward-line (- (crib-place-end-line place) (crib-place-line place) -1))
  (delete-region (point) (point-max))
  (goto-char (point-min)))

(defun crib--fontify (path)
  "Fontify the buffer as Emacs would fontify the file at PATH."
  (let ((mode (assoc-default path auto-mode-alist #'string-match-p)))
    (when (functionp mode)
      (ignore-errors
        (delay-mode-hooks (funcall mode))
        (font-lock-ensure)))))

(defun crib--close-preview ()
  "Remove the preview."
  (when-let ((buffer (get-buffer crib--preview-name)))
    (when-let ((window (get-buffer-window buffer)))
      (quit-restore-window window 'kill))
    (when (buffer-live-p buffer)
      (kill-buffer buffer))))

;;; Commands

(defun crib--at-point ()
  "The region's text on one line, else the symbol at point, else nil."
  (if (use-region-p)
      (string-join (split-string (buffer-substring-no-properties (region-beginning) (region-end))) " ")
    (thing-at-point 'symbol t)))

(defun crib--set-up-minibuffer ()
  "Let the minibuffer complete only by crib."
  (setq-local completion-category-overrides '((crib (styles crib)))
              ;; A long candidate takes one line, and so do those that are padded to its width.
              truncate-lines t)
  (when crib-preview
    (add-hook 'post-command-hook #'crib--update-preview 90 t)))

(defun crib--read (options map)
  "Read a query with OPTIONS of crib, and return the place chosen.
While nothing is typed, it shows the places of MAP."
  (let* ((crib--session (crib--make-session options map))
         (default (crib--at-point))
         (chosen (unwind-protect
                     (minibuffer-with-setup-hook (:append #'crib--set-up-minibuffer)
                       (completing-read (format-prompt "Notes" default) #'crib--table nil nil
                                        (and (use-region-p) default) 'crib-history default))
                   (crib--close-preview))))
    (or (funcall crib--session 'place chosen)
        (funcall crib--session 'place (car (funcall crib--session 'candidates chosen)))
        (user-error "Nothing found for %s" chosen))))

;;;###autoload
(defun crib (&optional group)
  "Look notes up while typing, and go to the section chosen.
With a prefix argument, only among those of a GROUP, which is read first.
The default is the text of the region, or the symbol at point."
  (interactive (list (and current-prefix-arg (crib--read-group))))
  (let ((options (and group (list "--group" group))))
    (crib--go (crib--read options (apply #'crib--find options)))))

(defun crib--read-group ()
  "Read the name of a group of questions."
  (completing-read "Group: " (mapcar (lambda (line) (cadr (split-string line "\t")))
                                     (crib--run "--groups"))
                   nil t))

;;;###autoload
(defun crib-grep (query)
  "List the places for QUERY in a buffer in which `next-error' works.
The default is the text of the region, or the symbol at point."
  (interactive
   (let ((default (crib--at-point)))
     (list (read-string (format-prompt "Notes" default) nil 'crib-history default))))
  (crib--list (list "--" query) (format "crib %s" query)))

;;;###autoload
(defun crib-map (&optional group)
  "List the questions of the map in a buffer in which `next-error' works.
With a prefix argument only those of a GROUP, which is read first."
  (interactive (list (and current-prefix-arg (crib--read-group))))
  (crib--list (and group (list "--group" group)) (if group (format "crib: %s" group) "crib")))

(defvar-local crib--arguments nil
  "What this buffer lists: the arguments of crib, and a heading.")

(defun crib--list (arguments heading)
  "Show the places for ARGUMENTS below HEADING, in a buffer for `next-error'."
  (let ((places (or (apply #'crib--find arguments) (user-error "Nothing found")))
        (folder default-directory)
        (buffer (get-buffer-create "*crib*")))
    (with-current-buffer buffer
      (let ((inhibit-read-only t))
        (erase-buffer)
        (setq default-directory folder)
        (crib-grep-mode)
        (setq crib--arguments (list arguments heading))
        (setq header-line-format (string-replace "%" "%%" heading))
        ;; `next-error' begins after the line of point.
        (insert "\n")
        (mapc #'crib--insert places))
      (goto-char (point-min)))
    (setq next-error-last-buffer buffer)
    (display-buffer buffer)))

(defun crib--insert (place)
  "Insert a line that stands for PLACE."
  (let ((name (string-replace "\n" "\\n" (file-relative-name (crib-place-path place)))))
    (insert (propertize (format "%s:%d:%d:" name (crib-place-line place) (crib-place-column place))
                        'crib-place place 'font-lock-face 'compilation-info)
            (crib-place-text place) "\n")))

(defun crib--matched (slot)
  "A function for the SLOT of the place that the matched line stands for."
  (lambda () (funcall slot (get-text-property (match-beginning 0) 'crib-place))))

(defvar crib-grep-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map "g" #'revert-buffer)
    map)
  "Keys of `crib-grep-mode'.")

(define-derived-mode crib-grep-mode grep-mode "Crib"
  "Mode for places that crib found, as in `grep-mode'."
  ;; A name may hold any text, so places are not parsed from the text.
  (setq-local compilation-error-regexp-alist
              (list (list "^.+$" (crib--matched #'crib-place-path) (crib--matched #'crib-place-line)
                          (crib--matched #'crib-place-column) 2 0)))
  (setq-local compilation-first-column 1)
  (setq-local compilation-error-screen-columns nil)
  (setq-local revert-buffer-function
              (lambda (&rest _) (apply #'crib--list crib--arguments))))

(provide 'crib)
;;; crib.el ends here

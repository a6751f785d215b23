// Package reply builds responses.
package reply

import (
	"encoding/json"
	"net/http"
)

// Builder knows what to answer, and to whom.
type Builder struct {
	w      http.ResponseWriter
	status int
	body   any
}

// To begins a response.
func To(w http.ResponseWriter) *Builder {
	return &Builder{w: w, status: http.StatusOK}
}

// Status sets the status.
func (b *Builder) Status(status int) *Builder {
	b.status = status
	return b
}

// Body sets what is answered.
func (b *Builder) Body(body any) *Builder {
	b.body = body
	return b
}

// Describe answers nothing yet.
func (b *Builder) Describe() string {
	return http.StatusText(b.status)
}

// Send answers.
func (b *Builder) Send() {
	switch body := b.body.(type) {
	case nil:
		b.head()
	case []byte:
		b.head()
		_, _ = b.w.Write(body)
	default:
		b.head()
		text, _ := json.Marshal(body)
		_, _ = b.w.Write(text)
	}
}

func (b *Builder) head() {
	b.w.WriteHeader(b.status)
}

// Failure answers that the server is at fault.
func Failure(w http.ResponseWriter, err error) {
	answer := To(w)
	answer.Status(http.StatusInternalServerError)
	answer.Body(err.Error())
	answer.Send()
}

// Missing answers that there is no such thing.
func Missing(w http.ResponseWriter) {
	To(w).Status(http.StatusNotFound).Body("nothing here").Send()
}

// Recorder notes the status that goes through it.
type Recorder struct {
	http.ResponseWriter
	Status int
}

// Record puts a Recorder around a writer.
func Record(w http.ResponseWriter) *Recorder {
	return &Recorder{ResponseWriter: w}
}

// WriteHeader notes the status.
func (r *Recorder) WriteHeader(status int) {
	r.Status = status
	r.ResponseWriter.WriteHeader(status)
}

// Write counts nothing.
func (r *Recorder) Write(p []byte) (int, error) {
	return r.ResponseWriter.Write(p)
}

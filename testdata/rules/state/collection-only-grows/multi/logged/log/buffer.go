package log

import "sync"

// Buffer keeps what is logged for who asks. A handler has the other logger as well as this.
type Buffer struct {
	mu    sync.Mutex
	Lines []string
}

func NewBuffer() *Buffer { return &Buffer{} }

func (b *Buffer) Print(text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.Lines = append(b.Lines, text)
}

// Package fields gives up what fields hold.
package fields

import (
	"net"
	"os"
	"sync"
)

type journal struct {
	sync.Mutex
	file *os.File
	conn net.Conn
}

func (j *journal) add(entry []byte) error {
	j.Lock()
	defer j.Unlock()
	_, err := j.file.Write(entry)
	if err != nil {
		j.file = nil // want "`j.file` is set to nil while it holds a file that is not closed"
	}
	return err
}

func (j *journal) send(entry []byte) error {
	if j.conn == nil {
		return net.ErrClosed
	}
	if _, err := j.conn.Write(entry); err != nil {
		j.conn = nil // want "holds a connection"
		return err
	}
	return nil
}

func (j *journal) sendAndClose(entry []byte) error {
	if _, err := j.conn.Write(entry); err != nil {
		j.conn.Close()
		j.conn = nil
		return err
	}
	return nil
}

func (j *journal) give(entry []byte) (net.Conn, error) {
	if _, err := j.conn.Write(entry); err != nil {
		return nil, err
	}
	conn := j.conn
	j.conn = nil
	return conn, nil
}

func (j *journal) drop(closeLater func(*os.File)) {
	_, _ = j.file.Seek(0, 0)
	closeLater(j.file)
	j.file = nil
}

func (j *journal) shut() { _ = j.file.Close() }

func (j *journal) closeInHelper() {
	_, _ = j.file.Seek(0, 0)
	j.shutdown()
	j.file = nil
}

func (j *journal) shutdown() { j.shut() }

func (j *journal) Reset() {
	_, _ = j.file.Seek(0, 0)
	j.file = nil
}

// Package descriptors has files as numbers.
package descriptors

import (
	"os"
	"sync/atomic"
	"syscall"
)

func size(path string) (int64, error) {
	fd, err := syscall.Open(path, syscall.O_RDONLY, 0) // want "the file descriptor in `fd` is not"
	if err != nil {
		return 0, err
	}
	var stat syscall.Stat_t
	if err := syscall.Fstat(fd, &stat); err != nil {
		return 0, err
	}
	return stat.Size, syscall.Close(fd)
}

func deferred(path string) error {
	fd, err := syscall.Open(path, syscall.O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer syscall.Close(fd)
	return syscall.Fsync(fd)
}

func file(path string) (*os.File, error) {
	fd, err := syscall.Open(path, syscall.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), path), nil
}

type directory struct{ fd atomic.Int64 }

func open(path string) (*directory, error) {
	fd, err := syscall.Open(path, syscall.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	d := &directory{}
	d.fd.Store(int64(fd))
	return d, nil
}

func mapped(path string) ([]byte, error) {
	fd, err := syscall.Open(path, syscall.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer syscall.Close(fd)
	return syscall.Mmap(fd, 0, 4096, syscall.PROT_READ, syscall.MAP_SHARED)
}

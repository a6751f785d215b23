// Package threads has the shapes that users of other analyzers reported as false alarms.
package threads

import (
	"io"
	"os"
	"sync"
)

// OffchainLabs/prysm#9790 (gosec G307): a plain deferred Close is good enough.
func readsOnly(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

// stolostron/governance-policy-propagator#102 (gosec G104): the error of Close is dropped.
func dropsError(path string, text string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	_ = file.Close()
	return err
}

// github/codeql#21940: Sync before a deferred Close of a file that was written.
func syncs(path string, text []byte) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := file.Write(text); err != nil {
		return err
	}
	return file.Sync()
}

// github/codeql#11496: closed in one place for all errors.
func closesOnce(path string, texts [][]byte) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	for _, text := range texts {
		if _, err = file.Write(text); err != nil {
			break
		}
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	return err
}

// cli/go-gh#113: a guarded close after the handle was handed out conditionally.
func guarded(path string, keep bool) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if keep {
		return file, nil
	}
	return nil, file.Close()
}

// gesellix/Bose-SoundTouch#394: opened once for all and kept in a package variable.
var (
	once   sync.Once
	shared *os.File
)

func opened(path string) *os.File {
	once.Do(func() {
		file, err := os.Open(path)
		if err != nil {
			return
		}
		shared = file
	})
	return shared
}

// kubevirt/kubevirt#4504 (gosec G104): the close is left to a function that logs.
func logsClose(path string, done func(string, error)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { done(path, file.Close()) }()
	return nil
}
